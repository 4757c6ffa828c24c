import { createHash } from 'node:crypto';

/** What makes two failures look alike: whose, of which message, in which way. Nothing of the person, nothing that the recipient wrote. */
export interface FailureSigns {
  readonly endpoint: string;
  readonly unit: string | null;
  readonly message: string;
  /** `message`, `hub`, ... */
  readonly errorClass: string;
  /** `http-400`, `unreadable`: codes of the hub. */
  readonly reason: string;
  readonly schemaId: number | null;
}

/** Name of the group, 16 hexadecimal digits; the same for the same signs at any time and on any machine. */
export function groupOf({ endpoint, unit, message, errorClass, reason, schemaId }: FailureSigns): string {
  const text = JSON.stringify([endpoint, unit, message, errorClass, reason, schemaId]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
