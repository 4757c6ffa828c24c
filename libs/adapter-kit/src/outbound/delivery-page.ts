/** One delivery as a recipient that fetches gets it. */
export interface FetchedDelivery {
  /** The same each time; two with one id are one delivery. */
  readonly deliveryId: string;
  /** 1, 2, 3, ... without gaps for this recipient, over all its cases. */
  readonly sequence: number;
  /** The same within the case. */
  readonly caseSequence: number;
  readonly previousCaseSequence: number;
  readonly contentType: string;
  /** The document in the agency's own format: JSON as it is, everything else as text. */
  readonly content: unknown;
}

export interface DeliveryPage {
  /** Stops first, then in order. The same ones again until they are acknowledged. */
  readonly deliveries: readonly FetchedDelivery[];
  /** How many wait, these included; counted up to 10,000. */
  readonly waiting: number;
}

export const REFUSALS = ['not-readable', 'unknown-person', 'not-for-us', 'other'] as const;

export interface Acknowledgement {
  readonly deliveryId: string;
  /** `received`: it lies safely at the recipient; `refused`: the recipient will never take it. */
  readonly outcome: 'received' | 'refused';
  /** Of a refusal; a closed list, so that no free text comes in. */
  readonly reasonCode: (typeof REFUSALS)[number];
}

export interface AcknowledgementResult {
  readonly deliveryId: string;
  /** `unknown`: not handed out to this caller; `contradicts`: it was acknowledged as received before. */
  readonly status: 'acknowledged' | 'unknown' | 'contradicts';
}
