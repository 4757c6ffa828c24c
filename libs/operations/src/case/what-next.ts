import type { Delivery } from '#lib/persistence';

/** What is known beside the row of a delivery. */
export interface Around {
  /** A stop stands on the case. */
  readonly stopped: boolean;
  /** Delivery that blocks the case at this recipient; null when none does. */
  readonly head: string | null;
  /** Deliveries that wait behind this one. */
  readonly behind: number;
}

type Row = Pick<Delivery, 'state' | 'removal' | 'blocks' | 'resolution'>;

/** What happens to a delivery next, and by whom; null when nothing does. Pure. */
export function whatNext(row: Row | null, { stopped, head, behind }: Around): string | null {
  switch (row?.state) {
    case undefined:
      return 'its adapter has yet to take it';
    case 'DELIVERED':
    case 'WITHHELD':
      return null;
    case 'ATTEMPTING':
      return 'an attempt is under way, or awaits an acknowledgement';
    case 'WAITING':
      return row.removal && stopped ? 'a stop stands: its next attempt puts it on hold' : 'goes out in its turn';
    case 'PARKED':
      return head === null
        ? 'waits until its case goes on'
        : `waits behind delivery ${head}: an operator retries, replaces or skips that one`;
    case 'HELD':
      return stopped
        ? 'a stop stands; when it ends nothing goes by itself: a plan with --held, which takes a second person'
        : 'the stop has ended and nothing goes by itself: a plan with --held, which takes a second person';
    case 'DEAD':
      if (row.resolution === 'SKIPPED') return 'was skipped: it is not sent any more';
      if (row.resolution === 'REPLACED') return 'was replaced by a corrected message of its sender';
      return row.blocks
        ? `blocks its case at this recipient, ${behind} wait behind it: an operator retries, replaces or skips it`
        : 'an operator plans its replay';
  }
}
