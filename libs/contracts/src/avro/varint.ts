/** Position after a varint, or -1 when it runs out of the buffer, is too long, or is not in its shortest form. */
export function skipVarint(bytes: Uint8Array, position: number, end: number, maxBytes: number): number {
  for (let length = 1; length <= maxBytes; length++) {
    if (position >= end) return -1;
    const byte = bytes[position++] as number;
    if (byte < 0x80) return length > 1 && byte === 0 ? -1 : position;
  }
  return -1;
}

/** An int (zig-zag) at a position where `skipVarint` found one of at most 5 bytes. */
export function readInt(bytes: Uint8Array, position: number): number {
  let value = 0;
  let shift = 1;
  for (;;) {
    const byte = bytes[position++] as number;
    value += (byte & 0x7f) * shift;
    if (byte < 0x80) break;
    shift *= 128;
  }
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Zig-zag varint of a number that is not negative: lengths and counts. */
export function writeCount(count: number): Buffer {
  const bytes: number[] = [];
  let rest = count * 2;
  while (rest >= 0x80) {
    bytes.push((rest % 128) + 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
