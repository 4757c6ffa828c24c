import { type Delivery, type Recipient } from '../deliveries.port.js';
import { type BlockedCaseState } from '../blocked-cases.port.js';

export interface CaseKey extends Recipient {
  readonly caseKey: string;
}

export interface CaseState {
  readonly key: CaseKey;
  readonly state: BlockedCaseState;
  readonly headId: string;
  readonly since: number;
  readonly changedAt: number;
}

/** The deliveries that the cases are made of. */
interface Rows {
  readonly rows: Map<string, Delivery>;
  readonly open: Set<string>;
}

/** Which cases stand still, in memory: the same order of things as `arrange-cases.ts` makes in SQL. */
export class InMemoryCases {
  readonly states = new Map<string, CaseState>();

  constructor(
    private readonly now: () => number,
    private readonly deliveries: Rows,
  ) {}

  isBlocked(key: CaseKey): boolean {
    return this.states.get(nameOf(key))?.state === 'BLOCKED';
  }

  isDraining(key: CaseKey): boolean {
    return this.states.get(nameOf(key))?.state === 'DRAINING';
  }

  /** Deliveries of the lane of cases, in order. */
  rowsOf(key: CaseKey): readonly Delivery[] {
    return [...this.deliveries.rows.values()]
      .filter((row) => row.lane === 'CASE' && nameOf(row) === nameOf(key))
      .sort((a, b) => a.place - b.place || a.seq - b.seq);
  }

  parkedBehind(head: Delivery): readonly Delivery[] {
    return this.rowsOf(head).filter((row) => row.state === 'PARKED' && isBehind(row, head));
  }

  /** Parks what lies behind the first dead one that blocks, and lets go what does not. `planId` of whoever released it. */
  arrange(key: CaseKey, planId: string | null): void {
    const rows = this.rowsOf(key);
    const head = rows.find(({ blocks }) => blocks);
    for (const row of rows) {
      const behind = head !== undefined && isBehind(row, head);
      if (behind && (row.state === 'WAITING' || row.state === 'ATTEMPTING')) this.park(row);
      if (!behind && row.state === 'PARKED') this.unpark(row, planId);
    }
    this.note(
      key,
      head,
      rows.some(({ deliveryId }) => this.deliveries.open.has(deliveryId)),
    );
  }

  /** A case that drains is open again when nothing is left of it. */
  openDrained(key: CaseKey): void {
    if (this.isDraining(key) && !this.rowsOf(key).some(({ deliveryId }) => this.deliveries.open.has(deliveryId)))
      this.states.delete(nameOf(key));
  }

  private note({ endpoint, unit, caseKey }: CaseKey, head: Delivery | undefined, isOpen: boolean): void {
    const key = { endpoint, unit, caseKey };
    const known = this.states.get(nameOf(key));
    const now = this.now();
    if (head !== undefined) {
      const since = known?.state === 'BLOCKED' && known.headId === head.deliveryId ? known.since : now;
      this.states.set(nameOf(key), { key, state: 'BLOCKED', headId: head.deliveryId, since, changedAt: now });
    } else if (known !== undefined && isOpen) {
      this.states.set(nameOf(key), { ...known, state: 'DRAINING', changedAt: now });
    } else {
      this.states.delete(nameOf(key));
    }
  }

  private park(row: Delivery): void {
    this.deliveries.rows.set(row.deliveryId, { ...row, state: 'PARKED', unanswered: 0 });
    this.deliveries.open.delete(row.deliveryId);
  }

  private unpark(row: Delivery, planId: string | null): void {
    const released = planId === null ? {} : { planId, releasedAt: new Date(this.now()).toISOString() };
    this.deliveries.rows.set(row.deliveryId, { ...row, state: 'WAITING', ...released });
    this.deliveries.open.add(row.deliveryId);
  }
}

function isBehind(row: Delivery, head: Delivery): boolean {
  return row.place > head.place || (row.place === head.place && row.seq > head.seq);
}

function nameOf({ endpoint, unit, caseKey }: CaseKey): string {
  return JSON.stringify([endpoint, unit, caseKey]);
}
