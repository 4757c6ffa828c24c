const FIRST_SIZE = 4096;

/** Up to so many bytes the length takes one byte, and a loop is faster than two calls into native code. */
const SHORT = 63;

/**
 * Writes Avro's binary encoding (Avro 1.11, "Binary Encoding") into one buffer that is used again. Texts and numbers only: what a
 * decision record is made of.
 */
export class AvroWriter {
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);
  private at = 0;

  clear(): void {
    this.at = 0;
  }

  /** A copy of what was written since `clear`. */
  written(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  /** Confluent framing: a zero byte and the schema id. */
  frame(schemaId: number): void {
    this.room(5);
    this.bytes[this.at] = 0;
    this.bytes.writeInt32BE(schemaId, this.at + 1);
    this.at += 5;
  }

  /** int, long, the index of an enum or union, the count of an array block: zigzag and 7 bits to a byte. Exact below 2^52. */
  long(value: number): void {
    this.room(10);
    let left = value >= 0 ? value * 2 : -value * 2 - 1;
    while (left > 0x7f) {
      this.bytes[this.at++] = (left % 0x80) | 0x80;
      left = Math.floor(left / 0x80);
    }
    this.bytes[this.at++] = left;
  }

  boolean(value: boolean): void {
    this.room(1);
    this.bytes[this.at++] = value ? 1 : 0;
  }

  text(value: string): void {
    if (value.length > SHORT || !this.shortText(value)) this.anyText(value);
  }

  private shortText(value: string): boolean {
    const { length } = value;
    this.room(length + 1);
    const { bytes } = this;
    const start = this.at + 1;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      bytes[start + index] = code;
    }
    bytes[this.at] = length * 2;
    this.at = start + length;
    return true;
  }

  private anyText(value: string): void {
    const length = Buffer.byteLength(value, 'utf8');
    this.long(length);
    this.room(length);
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  /** `["null", "string"]`. */
  optionalText(value: string | null | undefined): void {
    const given = value !== null && value !== undefined;
    this.long(given ? 1 : 0);
    if (given) this.text(value);
  }

  /** `["null", "int"]` and `["null", "long"]`. */
  optionalLong(value: number | null | undefined): void {
    const given = value !== null && value !== undefined;
    this.long(given ? 1 : 0);
    if (given) this.long(value);
  }

  array<T>(items: readonly T[], write: (item: T) => void): void {
    if (items.length > 0) this.long(items.length);
    for (const item of items) write(item);
    this.long(0);
  }

  /** What was encoded before. */
  raw(encoded: Uint8Array): void {
    this.room(encoded.length);
    this.bytes.set(encoded, this.at);
    this.at += encoded.length;
  }

  private room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
