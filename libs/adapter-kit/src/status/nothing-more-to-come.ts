import type { MessageStatus } from './message-status.js';

/**
 * True when what the sender is told will not change by itself. Judged by what it is told alone, so that the end of a connection says nothing
 * of recipients that are left out. A delivery that failed or is on hold can be sent by operators; whoever wants to see that asks again.
 */
export function nothingMoreToCome({ status, recipients = [] }: MessageStatus): boolean {
  switch (status) {
    case 'REJECTED':
      return true;
    case 'DECIDED':
      return recipients.every(({ state }) => state !== 'WAITING');
    case 'RECEIVED':
    case 'ACCEPTED':
      return false;
  }
}
