import { createHash } from 'node:crypto';

/** UUIDv8 (RFC 9562, 5.8): the first 16 bytes of the SHA-256 of the content, with version and variant bits set. Text is hashed as UTF-8. */
export function uuid8(content: Uint8Array | string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
