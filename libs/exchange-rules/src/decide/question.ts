import type { CaseFacts, Content, Envelope, MessageCode, Party, ReferenceLists, Rejection } from '#lib/domain';

/** All that a decision depends on besides the rules. */
export interface Question {
  readonly message: MessageCode;
  readonly sender: Party;
  /** `folded.deciding`: the facts as the message itself left them. */
  readonly facts: CaseFacts;
  /** `folded.at`: accepted time, RFC 3339. Terms of facts and validity of rules are tested at this instant. */
  readonly at: string;
  readonly content: Content;
  readonly envelope: SenderLimits;
  readonly rejection: Rejection | null;
  readonly lists: ReferenceLists;
}

/** What of the envelope decides: the Wpg ground, and the sender's own narrower limits (P16). */
export type SenderLimits = Pick<Envelope, 'wpgArticle' | 'onlyFor' | 'withhold'>;

export const NO_LIMITS: SenderLimits = { wpgArticle: null, onlyFor: null, withhold: [] };
