import type { Party } from '#lib/domain';
import type { PushAnswer } from './push-answer.js';

/** One delivery in the agency's own format, ready to go. */
export interface OutgoingDelivery {
  readonly recipient: Party;
  readonly deliveryId: string;
  /** Pseudonym of the case, for a way that keeps a case in order by it. Nothing to show to a mission. */
  readonly caseKey: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** 1, 2, 3, ... per recipient unit and case; the recipient sees a gap or a repeat by it. */
  readonly caseSequence: number;
  /** The same per recipient unit, over all its cases. */
  readonly unitSequence: number;
}

/** Carries a delivery to the agency; one attempt. Never throws for a failure of the other side. */
export interface Transport {
  deliver(delivery: OutgoingDelivery, signal: AbortSignal): Promise<PushAnswer>;
  close(): void;
}
