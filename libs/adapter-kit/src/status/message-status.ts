import type { ReceiptWarning } from '../inbound/receipt.js';
import type { RecipientState } from './recipient-state.js';

/** What `GET /v1/messages/{id}` tells the sender of its own message: codes and times, nothing of its content. */
export interface MessageStatus {
  readonly messageId: string;
  readonly type: string;
  /**
   * RECEIVED: not yet stored with all replicas; send it again. ACCEPTED: stored, not yet decided. DECIDED: each recipient has its answer.
   * REJECTED: refused as a whole, for `reason`.
   */
  readonly status: 'RECEIVED' | 'ACCEPTED' | 'DECIDED' | 'REJECTED';
  readonly reason?: string;
  readonly acceptedAt: string;
  readonly warnings: readonly ReceiptWarning[];
  /** Once decided: those of whom the sender may know. An absent one says nothing of whether it got the message. */
  readonly recipients?: readonly RecipientState[];
  readonly links: { readonly self: string };
}
