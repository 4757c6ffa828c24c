import type { Content } from '#lib/domain';
import type { ReadField } from '../avro/compile-reader.js';
import { FRAME_LENGTH } from '../avro/confluent-frame.js';
import type { FieldOffsets } from './field-offsets.js';

type Decode = (bytes: Buffer, position: number) => Content;

interface Layout {
  readonly places: ReadonlyMap<PropertyKey, number>;
  readonly reads: readonly ReadField[];
  readonly decode: Decode;
}

/**
 * Compiles a view of a value that decodes a field when it is first read: routing reads a handful of thirty. It behaves as the decoded
 * object does (names, order, `in`, spreading, comparing); what asks for more than single fields makes it decode the whole. Read-only.
 */
export function compileContentView(
  names: readonly string[],
  reads: readonly ReadField[],
  decode: Decode,
): (bytes: Buffer, offsets: FieldOffsets) => Content {
  const layout: Layout = { places: new Map(names.map((name, place) => [name, place])), reads, decode };
  return (bytes, offsets) => new Proxy<Record<string, unknown>>({}, new Fields(layout, bytes, offsets));
}

/** The target keeps the fields that were read, so that reading twice gives the same object. */
class Fields implements ProxyHandler<Record<string, unknown>> {
  private whole: Content | null = null;

  constructor(
    private readonly layout: Layout,
    private readonly bytes: Buffer,
    private readonly offsets: FieldOffsets,
  ) {}

  get(seen: Record<string, unknown>, name: string): unknown {
    const known = seen[name];
    if (known !== undefined) return known;
    const { places, reads } = this.layout;
    const place = places.get(name);
    if (place === undefined) return undefined;
    const value = (reads[place] as ReadField)(this.bytes, this.offsets[place] as number);
    if (value === null) return undefined;
    seen[name] = value;
    return value;
  }

  has(seen: Record<string, unknown>, name: PropertyKey): boolean {
    return name in this.decoded(seen);
  }

  ownKeys(seen: Record<string, unknown>): (string | symbol)[] {
    return Reflect.ownKeys(this.decoded(seen));
  }

  getOwnPropertyDescriptor(seen: Record<string, unknown>, name: PropertyKey): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.decoded(seen), name);
  }

  set(): boolean {
    return false;
  }

  defineProperty(): boolean {
    return false;
  }

  deleteProperty(): boolean {
    return false;
  }

  preventExtensions(): boolean {
    return false;
  }

  private decoded(seen: Record<string, unknown>): Content {
    // Fields that were read before stay the same objects.
    this.whole ??= { ...this.layout.decode(this.bytes, FRAME_LENGTH), ...seen };
    return this.whole;
  }
}
