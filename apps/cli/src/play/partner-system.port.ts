import type { Content, Party } from '#lib/domain';

/** A partner's answer to a submission, as the partner's system saw it. */
export interface Submitted {
  readonly status: number;
  readonly messageId: string | null;
  readonly acceptedAt: string | null;
  /** Problem details in words, when it was not accepted. */
  readonly problem: string | null;
}

/** A delivery as the partner's own system received it. */
export interface Received {
  readonly deliveryId: string;
  readonly content: Content;
  /** How often the same delivery came; the effect happens once. */
  readonly times: number;
}

/** The agencies' own systems, which send and receive in a play. */
export interface PartnerSystems {
  /** Hands an event to the party's own system, which submits it at its adapter's door. */
  submit(party: Party, event: Readonly<Record<string, unknown>>, storyTime: string): Promise<Submitted>;
  /** Resolves when the party's system holds this delivery; null when the deadline passes. */
  whenReceived(party: Party, deliveryId: string, deadlineMs: number): Promise<Received | null>;
}
