import type { Contracts, MessageContract, SourceOwner } from '#lib/contracts';
import { controlRefusal, type Content, type ControlCode } from '#lib/domain';
import type { ProblemInit } from '#lib/platform';
import type { ContentError } from './content-error.js';
import { findPersonalAttributes } from './personal-attributes.js';
import { problems } from './problems.js';
import type { ReceivedEvent } from './received-event.js';

/** Errors and warnings point into the canonical event. */
export type Examined =
  | {
      readonly ok: true;
      readonly content: Content;
      readonly urgency: string | null;
      /** Places that the sender should look at again (VAL-11). */
      readonly warnings: readonly ContentError[];
    }
  | { readonly ok: false; readonly errors: readonly ContentError[] }
  | { readonly ok: false; readonly problem: ProblemInit };

/** Errors of `validate` about these belong to the event; all others point into its data. */
const ENVELOPE_POINTERS = ['/purpose', '/legalbasis', '/urgency', '/withhold', '/onlyfor', '/wpgarticle'];
/** A clock of a sender that runs ahead by more would let facts count before they happened (decisions 7). */
const AHEAD_MS = 5 * 60 * 1000;

/** The message as the catalogue and the VAL rules see it: every fault of attributes and content together, or the canonical content. */
export function examineEvent(
  contracts: Contracts,
  contract: MessageContract,
  sender: SourceOwner,
  event: ReceivedEvent,
  data: unknown,
  acceptedAt: string,
): Examined {
  const errors = [...checkTime(event, acceptedAt), ...checkUrgency(event, contract)];
  const { code } = contract;
  // A time that could not be read is reported already; dates of the content are then measured against the hub's own.
  const validated = contracts.validate(code, data, { ...event, time: event.time || acceptedAt });
  if (!validated.ok) return { ok: false, errors: [...errors, ...validated.errors.map(placed)] };
  const { content } = validated;
  errors.push(...findPersonalAttributes(event, content));
  const party = { endpoint: sender.endpoint, unit: sender.unit };
  const refusal = contract.kind === 'control' ? controlRefusal(code as ControlCode, party, content) : null;
  if (refusal === 'NOT_THE_OWNER' || refusal === 'NOT_OWN_UNIT' || !contracts.maySend(code, party, content)) {
    return { ok: false, problem: problems.notYourMessage() };
  }
  if (refusal !== null) {
    errors.push({ pointer: '/data', code: refusal, message: 'The statement has a form that the hub does not know.' });
  }
  if (errors.length > 0) return { ok: false, errors };
  const urgency = event.urgency ?? contract.definition?.urgency ?? null;
  return { ok: true, content, urgency, warnings: validated.warnings.map(placed) };
}

function placed(error: ContentError): ContentError {
  return ENVELOPE_POINTERS.includes(error.pointer) ? error : { ...error, pointer: `/data${error.pointer}` };
}

function checkTime(event: ReceivedEvent, acceptedAt: string): ContentError[] {
  return event.time !== '' && Date.parse(event.time) > Date.parse(acceptedAt) + AHEAD_MS
    ? [{ pointer: '/time', code: 'time-in-future', message: 'The moment of the fact lies more than 5 minutes ahead.' }]
    : [];
}

/** U0 is the most urgent: a message may be more urgent than its type asks, never less (domain page 3.1). */
function checkUrgency(event: ReceivedEvent, contract: MessageContract): ContentError[] {
  const least = contract.definition?.urgency;
  return event.urgency !== null && least !== undefined && event.urgency > least
    ? [{ pointer: '/urgency', code: 'urgency-too-low', message: `This message type asks for ${least} or higher.` }]
    : [];
}
