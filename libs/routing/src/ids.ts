import { hash } from 'node:crypto';

/** UUIDv8 of SHA-256(log id, partition, offset): one per record of the case log, the same on every run (decisions 1). */
export function decisionId(logId: string, partition: number, offset: number): string {
  return uuid8(`${logId}\n${partition}\n${offset}`);
}

/** UUIDv8 of SHA-256(`source` LF `id`) of the CloudEvent (decisions 1). */
export function messageId(source: string, id: string): string {
  return uuid8(`${source}\n${id}`);
}

/** UUIDv8 over message, recipient unit (`GEM:0599`, `COA`) and generation; generation 0 is live (decisions 1). */
export function deliveryId(message: string, recipientUnit: string, generation: number): string {
  return uuid8(`${message}\n${recipientUnit}\n${generation}`);
}

// The same text as `uuid8` of libs/platform, which this pure library may not import; a test holds the two together.
function uuid8(text: string): string {
  const hex = hash('sha256', text, 'hex');
  const variant = VARIANT[parseInt(hex.charAt(16), 16) & 3] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** First digit of the fourth group: its two upper bits are 10 (RFC 9562, 4.1). */
const VARIANT = ['8', '9', 'a', 'b'] as const;
