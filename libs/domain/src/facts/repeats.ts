import type { CaseFacts, SeenMessage } from './case-facts.js';

/** So many messages of a case are remembered; an older repeat is caught by the adapter's own table (decisions 8). */
const REMEMBERED = 256;

export type Repeat =
  | { readonly kind: 'NEW' }
  /** The same message again, e.g. after a retry of the adapter. */
  | { readonly kind: 'DUPLICATE'; readonly originalOffset: number }
  /** Same `source` and `id`, other content: a fault or an attack at the sender. */
  | { readonly kind: 'ID_REUSED'; readonly originalOffset: number };

export function recogniseRepeat(facts: CaseFacts | null, messageId: string, hash: string): Repeat {
  const seen = facts?.seen.find((message) => message.messageId === messageId);
  if (seen === undefined) return { kind: 'NEW' };
  return { kind: seen.hash === hash ? 'DUPLICATE' : 'ID_REUSED', originalOffset: seen.offset };
}

/** The facts with this message among those seen, and the case's clock moved on. */
export function remember(facts: CaseFacts, message: SeenMessage, acceptedAt: string): CaseFacts {
  const seen = [...facts.seen.filter((other) => other.messageId !== message.messageId), message];
  return { ...facts, acceptedAt, seen: seen.length > REMEMBERED ? seen.slice(-REMEMBERED) : seen };
}
