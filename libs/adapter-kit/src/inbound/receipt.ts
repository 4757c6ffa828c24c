import type { Content } from '#lib/domain';
import type { ContentError } from './content-error.js';

/** What the sender gets with 202, and again for every repeat: the message is stored, with all in-sync replicas. */
export interface Receipt {
  readonly messageId: string;
  readonly type: string;
  readonly status: 'ACCEPTED';
  /** RFC 3339, UTC. */
  readonly acceptedAt: string;
  readonly warnings: readonly ReceiptWarning[];
  readonly links: { readonly self: string };
}

export interface ReceiptWarning {
  readonly code: string;
  readonly message: string;
  /** Where in the event, when it is about one place. */
  readonly pointer?: string;
}

export function receiptOf(
  messageId: string,
  type: string,
  acceptedAt: string,
  content: Content,
  found: readonly ContentError[] = [],
): Receipt {
  return {
    messageId,
    type,
    status: 'ACCEPTED',
    acceptedAt,
    warnings: [...warningsOf(content), ...found],
    links: { self: `/v1/messages/${messageId}` },
  };
}

/** A stop is of one person (decisions 18); a sender who names a family must know that nobody else is stopped by it. */
function warningsOf(content: Content): ReceiptWarning[] {
  const family = content.appliesToFamily;
  return Array.isArray(family) && family.length > 0
    ? [
        {
          code: 'one-stop-per-person',
          message: 'This changes the stop of one person only. Send a message of its own for each member of the family.',
        },
      ]
    : [];
}
