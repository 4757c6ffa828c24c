import {
  type AttemptBegun,
  type AttemptedDelivery,
  type Deliveries,
  type Delivery,
  type DeliveryFilter,
  type DeliveryRecord,
  type DeliveryState,
  type IncomingDelivery,
  type Recipient,
  type SettledState,
  type Taken,
  type TakeOptions,
  type TakeResult,
} from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { type Planned, planTaking, type TakingState, watermarkKey } from '../taking/plan-taking.js';
import { InMemoryCases } from './in-memory-cases.fake.js';
import { InMemoryLanes } from './in-memory-lanes.fake.js';

const COMES_BACK: readonly DeliveryState[] = ['WAITING', 'ATTEMPTING'];

/** Deliveries and their lanes in memory; `deliveries.features.ts` holds it to what PostgreSQL does. */
export class InMemoryDeliveries implements Deliveries {
  readonly rows = new Map<string, Delivery>();
  readonly records = new Map<string, DeliveryRecord>();
  readonly open = new Set<string>();
  readonly lanes: InMemoryLanes;
  readonly cases: InMemoryCases;
  private readonly state: Omit<TakingState, 'blocked'> = {
    known: this.rows,
    counters: new Map(),
    watermarks: new Map(),
  };

  /** `now` in ms; tests may stand still and move on. `supersedes`: what senders said of their messages. */
  constructor(
    readonly isStopped: (caseKey: string) => boolean = () => false,
    private readonly now: () => number = () => Date.now(),
    readonly supersedes: (messageId: string, earlier: string) => boolean = () => false,
  ) {
    this.lanes = new InMemoryLanes(now, this);
    this.cases = new InMemoryCases(now, this);
  }

  /** May the parked delivery take the head's place: the same message, decided again, or one whose sender says so? */
  mayReplace(parked: Delivery, head: Delivery): boolean {
    if (parked.messageId === head.messageId) return parked.generation > head.generation;
    return this.supersedes(parked.messageId, head.messageId);
  }

  take(requests: readonly IncomingDelivery[], options?: TakeOptions): Promise<TakeResult> {
    const { hasLanes, lease } = options ?? { hasLanes: () => true, lease: null };
    const blocked = new Set(requests.filter((one) => this.cases.isBlocked(one)).map(caseLaneOf));
    const planned = planTaking(requests, { ...this.state, blocked });
    const taken = planned.map((plan): Taken => {
      if (plan.kind === 'older') return plan;
      if (plan.kind === 'taken') this.insert(plan);
      const delivery = this.rows.get(plan.request.deliveryId);
      if (delivery === undefined) throw new Error('Taking a delivery: its row is gone.');
      return { kind: plan.kind, delivery };
    });
    const open = planned.flatMap((plan) =>
      plan.kind !== 'older' && this.open.has(plan.request.deliveryId) ? [plan.request] : [],
    );
    const lanes = [...new Map(open.filter(hasLanes).map((one) => [watermarkKey(one), one])).values()];
    return Promise.resolve({ taken, lanes: this.lanes.touch(lanes, open, lease) });
  }

  beginAttempt({ deliveryId }: AttemptedDelivery, lane: HeldLane | null): Promise<AttemptBegun> {
    return Promise.resolve(this.begin(deliveryId, lane));
  }

  settle(deliveryId: string, state: SettledState, errorClass: string | null = null): Promise<boolean> {
    return Promise.resolve(this.settleNow(deliveryId, state, errorClass));
  }

  settleNow(deliveryId: string, state: SettledState, errorClass: string | null): boolean {
    const row = this.rows.get(deliveryId);
    if (row === undefined || !mayBecome(row.state, state)) return false;
    const failed = errorClass !== null && (state === 'WAITING' || state === 'DEAD');
    const dies = state === 'DEAD';
    this.rows.set(deliveryId, {
      ...{ ...row, state, lastErrorClass: errorClass, unanswered: 0 },
      ...{ deaths: row.deaths + (dies ? 1 : 0), blocks: dies && row.lane === 'CASE' },
      firstFailedAt: row.firstFailedAt ?? (failed ? this.time() : null),
    });
    if (state !== 'WAITING') this.open.delete(deliveryId);
    if (state === 'DELIVERED' || state === 'WITHHELD') this.records.delete(deliveryId);
    if (row.lane === 'CASE') this.followUp(row, state);
    if (dies) this.lanes.endEmpty(row);
    return true;
  }

  time(): string {
    return new Date(this.now()).toISOString();
  }

  /** Makes or raises the lanes of a case that has something to send. */
  touchLanes({ endpoint, unit, caseKey, lane }: Delivery): void {
    const open = [...this.rows.values()].some(
      (row) => this.open.has(row.deliveryId) && watermarkKey(row) === watermarkKey({ endpoint, unit, caseKey, lane }),
    );
    if (open) this.lanes.raise({ endpoint, unit, caseKey, lane });
  }

  /** What its end means for the rest of its case. */
  private followUp(row: Delivery, state: SettledState): void {
    if (state === 'DEAD') this.cases.arrange(row, null);
    else if (row.blocks) {
      // The recipient has it after all: nothing is in the way any more.
      this.cases.arrange(row, null);
      this.touchLanes(row);
    }
    this.cases.openDrained(row);
  }

  /** As an accepted stop does: what has not begun is put on hold, and stays in its lane until that was said. */
  hold(caseKey: string): { readonly held: string[]; readonly attempting: string[] } {
    const removals = [...this.rows.values()].filter((row) => row.caseKey === caseKey && row.removal);
    const held = removals.filter(({ state }) => state === 'WAITING' || state === 'PARKED');
    for (const row of held) {
      this.rows.set(row.deliveryId, { ...row, state: 'HELD' });
      this.open.add(row.deliveryId);
    }
    return {
      held: held.map(({ deliveryId }) => deliveryId),
      attempting: removals.filter(({ state }) => state === 'ATTEMPTING').map(({ deliveryId }) => deliveryId),
    };
  }

  find(deliveryId: string): Promise<Delivery | null> {
    return Promise.resolve(this.rows.get(deliveryId) ?? null);
  }

  list({ endpoint, unit, states, caseKey, messageId, afterSeq, limit = 100 }: DeliveryFilter) {
    const found = [...this.rows.values()].filter(
      (row) =>
        (endpoint === undefined || row.endpoint === endpoint) &&
        (unit === undefined || row.unit === unit) &&
        (states === undefined || states.includes(row.state)) &&
        (caseKey === undefined || row.caseKey === caseKey) &&
        (messageId === undefined || row.messageId === messageId) &&
        (afterSeq === undefined || row.seq > afterSeq),
    );
    const placeOf = (row: Delivery): string => `${row.endpoint} ${row.unit ?? ''} ${String(row.seq).padStart(12, '0')}`;
    return Promise.resolve(found.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, limit));
  }

  counts(): Promise<readonly (Recipient & { readonly state: DeliveryState; readonly count: number })[]> {
    const counts = new Map<string, Recipient & { state: DeliveryState; count: number }>();
    for (const { endpoint, unit, state } of this.rows.values()) {
      const key = JSON.stringify([endpoint, unit ?? '', state]);
      counts.set(key, { endpoint, unit, state, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    return Promise.resolve([...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count));
  }

  private insert({ request: given, seq, caseSeq, parked }: Extract<Planned, { kind: 'taken' }>): void {
    const { record, ...request } = given;
    const at = '2026-03-02T09:00:00.000Z';
    const fresh = {
      state: parked ? 'PARKED' : 'WAITING',
      attempts: 0,
      unanswered: 0,
      lastErrorClass: null,
      deaths: 0,
      blocks: false,
      resolution: null,
      planId: null,
      releasedAt: null,
      firstFailedAt: null,
      takenAt: at,
      changedAt: at,
    } as const;
    this.rows.set(request.deliveryId, { ...request, seq, caseSeq, place: seq, ...fresh });
    this.records.set(request.deliveryId, record);
    if (!parked) this.open.add(request.deliveryId);
  }

  private hasEarlier(row: Delivery): boolean {
    return [...this.open].some((id) => {
      const other = this.rows.get(id);
      if (other === undefined || !COMES_BACK.includes(other.state)) return false;
      const before = other.place < row.place || (other.place === row.place && other.seq < row.seq);
      return before && watermarkKey(other) === watermarkKey(row);
    });
  }

  private begin(deliveryId: string, lane: HeldLane | null): AttemptBegun {
    const row = this.rows.get(deliveryId);
    if (row === undefined) return { kind: 'unknown' };
    if (row.removal && this.isStopped(row.caseKey)) {
      if (COMES_BACK.includes(row.state)) this.rows.set(deliveryId, { ...row, state: 'HELD' });
      const { state } = this.rows.get(deliveryId) ?? row;
      return state === 'HELD' ? { kind: 'held' } : { kind: 'not-now', state };
    }
    if (lane !== null && !this.lanes.renew(lane)) return { kind: 'lost' };
    if (!COMES_BACK.includes(row.state) || (lane !== null && this.hasEarlier(row)))
      return { kind: 'not-now', state: row.state };
    const begun = { ...row, state: 'ATTEMPTING', attempts: row.attempts + 1, unanswered: row.unanswered + 1 } as const;
    this.rows.set(deliveryId, begun);
    return { kind: 'attempting', attempts: begun.attempts, unanswered: begun.unanswered };
  }
}

function mayBecome(state: DeliveryState, next: SettledState): boolean {
  if (next === 'DELIVERED') return state !== 'DELIVERED';
  if (next === 'WAITING' || next === 'PARKED') return COMES_BACK.includes(state);
  if (next === 'DEAD') return COMES_BACK.includes(state) || state === 'HELD';
  return state !== 'DELIVERED' && state !== 'WITHHELD' && state !== 'DEAD';
}

function caseLaneOf({ endpoint, unit, caseKey }: Recipient & { readonly caseKey: string }): string {
  return watermarkKey({ endpoint, unit, caseKey, lane: 'CASE' });
}
