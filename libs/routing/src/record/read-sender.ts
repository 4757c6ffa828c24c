import type { ContractCode } from '#lib/contracts';
import type { Content, ControlCode, MessageCode, Party } from '#lib/domain';
import type { Program } from '../hub.js';
import type { AuthenticRecord } from './authentic-record.js';

export type Sent =
  | { readonly ok: true; readonly code: MessageCode | ControlCode; readonly sender: Party }
  | {
      readonly ok: false;
      readonly reason: 'UNKNOWN_SENDER' | 'TYPE_MISMATCH' | 'SENDER_NOT_ALLOWED' | 'MALFORMED_TIME';
    };

/**
 * Who sent it, by `source` (decisions 29), and may they? The door asked the same; the router asks again, because a door with a fault must not
 * widen what anyone may send. Whether the sender of a control message owns the fact is for the fold to say.
 */
export function readSender(
  { contracts, senders }: Pick<Program, 'contracts' | 'senders'>,
  record: AuthenticRecord,
  decoded: { readonly code: ContractCode; readonly content: Content },
): Sent {
  const sender = senders.get(record.source);
  if (sender === undefined) return { ok: false, reason: 'UNKNOWN_SENDER' };
  const contract = contracts.message(decoded.code);
  if (contract === null || contract.kind === 'hub' || contract.type !== record.type) {
    return { ok: false, reason: 'TYPE_MISMATCH' };
  }
  if (contract.definition !== null && !contract.definition.senders.includes(sender.endpoint)) {
    return { ok: false, reason: 'SENDER_NOT_ALLOWED' };
  }
  if (!isMoment(record.acceptedAt) || !isMoment(record.headers['ce_time']))
    return { ok: false, reason: 'MALFORMED_TIME' };
  return { ok: true, code: decoded.code as MessageCode | ControlCode, sender };
}

function isMoment(text: string | undefined): boolean {
  return text !== undefined && !Number.isNaN(Date.parse(text));
}
