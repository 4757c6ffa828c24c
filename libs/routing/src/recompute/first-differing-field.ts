import type { Content } from '#lib/domain';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';

type Comparable = Pick<StoredRecord | RecordToPublish, 'key' | 'value' | 'headers'>;

/** Reads a value for the comparison; null when it can't be read. */
export type ReadContent = (value: Buffer) => Content | null;

const PLAIN_NAME = /^[A-Za-z][\w-]{0,60}$/;

/** Names where two records part: a field of the value, `bytes` where no field differs, `key`, or a header. null when they are equal. */
export function firstDifferingField(expected: Comparable, found: Comparable, read: ReadContent): string | null {
  if (!sameBytes(expected.value, found.value)) return fieldOfValues(expected.value, found.value, read);
  if (expected.key !== found.key) return 'key';
  const names = [...new Set([...Object.keys(expected.headers), ...Object.keys(found.headers)])].sort();
  const name = names.find((one) => expected.headers[one] !== found.headers[one]);
  if (name === undefined) return null;
  // The name of a header that this hub did not write could say anything.
  return PLAIN_NAME.test(name) && name in expected.headers ? `header ${name}` : 'a header too many';
}

function sameBytes(one: Buffer | null, other: Buffer | null): boolean {
  if (one === null || other === null) return one === other;
  return one.equals(other);
}

function fieldOfValues(expected: Buffer | null, found: Buffer | null, read: ReadContent): string {
  const one = expected === null ? null : read(expected);
  const other = found === null ? null : read(found);
  if (one === null || other === null) return 'bytes';
  return pathOfDifference(one, other, '') ?? 'bytes';
}

function pathOfDifference(one: unknown, other: unknown, path: string): string | null {
  if (Object.is(one, other)) return null;
  if (!isBranch(one) || !isBranch(other) || Array.isArray(one) !== Array.isArray(other)) return path || 'bytes';
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  for (const name of names) {
    const next = Array.isArray(one) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    const found = pathOfDifference(one[name], other[name], next);
    if (found !== null) return found;
  }
  return null;
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
