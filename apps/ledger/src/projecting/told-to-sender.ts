import type { DecisionRecord } from '#lib/contracts';
import type { Receipt } from '#lib/persistence';

const REJECTED = 'REJECT:';

/**
 * What the sender may read under the status of its message: what the hub did with it and reason codes about the message itself. Never who
 * received it or was refused, for that would tell which agencies work on the case. null for a repeat and for an id used again: the status is
 * that of the message that had the id first.
 */
export function toldToSender(record: DecisionRecord): Receipt | null {
  const { outcome, reason, warnings, cells, time } = record;
  if (outcome === 'DUPLICATE' || reason === 'ID_REUSED' || record.messageId === undefined) return null;
  if (outcome === 'IN_FORCE' || outcome === 'LOG_OPENED') return null;
  // Decided again for some recipients: the answer to the sender is that of the live decision.
  if (record.generation > 0) return null;
  // VAL-09 and VAL-15 refuse the message as a whole: the same refusal in every cell.
  const [first] = cells;
  const refused = first?.refusal?.startsWith(REJECTED) === true ? first.refusal.slice(REJECTED.length) : null;
  const shown = refused === null ? outcome : 'REJECTED';
  const code = refused ?? reason ?? null;
  return { outcome: shown, ...(code === null ? {} : { reason: code }), warnings, decisionId: record.decisionId, time };
}
