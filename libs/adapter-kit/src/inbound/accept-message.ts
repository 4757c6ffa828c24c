import type { ContractCode, MessageContract } from '#lib/contracts';
import { partyName, stopEffect, type Content, type Party } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { messageIdOf, ORIGIN_MAC_HEADER, type ProblemInit } from '#lib/platform';
import type { ContentError } from './content-error.js';
import { eventHeaders } from './event-headers.js';
import type { InboundParts } from './inbound-parts.js';
import { problems } from './problems.js';
import { receiptOf, type Receipt } from './receipt.js';
import type { ReceivedEvent } from './received-event.js';

export type Accepted =
  | { readonly ok: true; readonly receipt: Receipt; readonly repeated: boolean; readonly code: ContractCode }
  | { readonly ok: false; readonly problem: ProblemInit };

/** A message that may enter: examined, canonical, its sender known. */
export interface Admissible {
  readonly event: ReceivedEvent;
  readonly contract: MessageContract;
  readonly sender: Party;
  readonly content: Content;
  readonly urgency: string | null;
  readonly warnings: readonly ContentError[];
  readonly acceptedAt: string;
  /** `contentHash` of the event as it was sent. */
  readonly hash: string;
}

/** A sender that got no answer tries again after its own time-out; until then the first attempt is presumed to be running. */
const LEASE_MS = 10_000;

/**
 * deduplicate → encode → (stop register) → publish → receipt. The submission row comes first, so that a repeat has the same accepted time,
 * the same bytes and the same id whatever happened to the first attempt; 202 only after Kafka acknowledged (architecture 10).
 */
export async function acceptMessage(parts: InboundParts, message: Admissible): Promise<Accepted> {
  const { event, contract, sender, content } = message;
  const messageId = messageIdOf(event.source, event.id);
  const caseKey = parts.keys.caseKeyOf(String(content.vNumber));
  const begun = await parts.submissions.begin({
    source: event.source,
    id: event.id,
    contentHash: message.hash,
    messageId,
    party: partyName(sender),
    code: contract.code,
    caseKey,
    acceptedAt: message.acceptedAt,
    leaseMs: LEASE_MS,
    supersedes: supersededBy(event),
  });
  switch (begun.kind) {
    case 'different':
      return { ok: false, problem: problems.idReused() };
    case 'in-progress':
      return { ok: false, problem: problems.inProgress() };
    case 'same':
      return { ok: true, receipt: begun.receipt as unknown as Receipt, repeated: true, code: contract.code };
    case 'new':
      break;
  }
  try {
    const record = recordOf(parts, message, messageId, caseKey, begun.acceptedAt);
    await registerStop(parts, message, messageId, caseKey, record);
    await parts.log.publish([record]);
    const receipt = receiptOf(messageId, event.type, begun.acceptedAt, content, message.warnings);
    await parts.submissions.complete(event.source, event.id, { ...receipt });
    return { ok: true, receipt, repeated: false, code: contract.code };
  } catch (error) {
    // It may have reached the log all the same; the content hash stays, and the router knows the repeat by its id.
    await parts.submissions.release(event.source, event.id).catch(() => undefined);
    throw error;
  }
}

/** A sender names what it corrects by the hub's message id, which its receipt gave, or by its own. */
function supersededBy({ source, supersedes }: ReceivedEvent): readonly string[] {
  return [...new Set(supersedes.flatMap((id) => [id.toLowerCase(), messageIdOf(source, id)]))];
}

function recordOf(
  parts: InboundParts,
  { event, contract, content, urgency }: Admissible,
  messageId: string,
  caseKey: string,
  acceptedAt: string,
): RecordToPublish & { readonly key: string } {
  const value = parts.contracts.encode(contract.code, content);
  const headers = eventHeaders(event, { caseKey, messageId, acceptedAt, schemaId: contract.schemaId, urgency });
  const mac = parts.keys.sign({ headers, value });
  return { topic: parts.topic, key: caseKey, value, headers: { ...headers, [ORIGIN_MAC_HEADER]: mac } };
}

/** The entry comes before the record and before the 202: from here on no removal message of the case is attempted (decisions 24). */
async function registerStop(
  parts: InboundParts,
  { contract, sender, content }: Admissible,
  messageId: string,
  caseKey: string,
  record: RecordToPublish & { readonly key: string },
): Promise<void> {
  const effect = contract.kind === 'case' ? stopEffect(contract.code, sender, content) : null;
  if (effect === null || !effect.opens) return;
  const { held, attempting } = await parts.stops.begin({ messageId, caseKey, ground: effect.ground, record });
  if (held.length > 0) parts.logger.info('Removal messages are on hold.', { messageId, count: held.length });
  for (const deliveryId of attempting) {
    parts.logger.error('A stop came while a removal message was being delivered.', { messageId, deliveryId });
  }
}
