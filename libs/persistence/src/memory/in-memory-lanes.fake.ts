import {
  type Delivery,
  type DeliveryRecord,
  type IncomingDelivery,
  type Recipient,
  type SettledState,
  type TakeOptions,
} from '../deliveries.port.js';
import {
  type Circuit,
  type Claimed,
  type ClaimRequest,
  type DeliveryLanes,
  type EndpointFailure,
  FAILURES_TO_OPEN,
  type Finished,
  type HeldLane,
  type LaneKey,
  type LaneWork,
  LEASE_MS,
  type PauseChange,
  type StandstillCaps,
} from '../delivery-lanes.port.js';
import { watermarkKey } from '../taking/plan-taking.js';

/** The deliveries that the lanes are made of. */
interface Rows {
  readonly rows: ReadonlyMap<string, Delivery>;
  readonly records: ReadonlyMap<string, DeliveryRecord>;
  readonly open: ReadonlySet<string>;
  readonly cases: { isDraining(key: LaneKey): boolean };
  settleNow(deliveryId: string, state: SettledState, errorClass: string | null): boolean;
}

interface LaneState {
  readonly key: LaneKey;
  lease: string | null;
  dueAt: number;
  version: number;
}

const MOST = 16;
/** Of each lane that a claim gives. */
const MOST_AHEAD = 4;

/** Lanes in memory, one statement at a time as a database would. */
export class InMemoryLanes implements DeliveryLanes {
  readonly states = new Map<string, LaneState>();
  readonly circuits = new Map<string, { circuit: Circuit; probeAt: number }>();
  /** Names of units that are paused. */
  readonly paused = new Set<string>();
  private readonly fetching = new Set<string>();

  constructor(
    private readonly now: () => number,
    private readonly deliveries: Rows,
  ) {}

  /** Lanes of what was just taken; those that are new, and for which there is room, become the taker's. */
  touch(
    requests: readonly IncomingDelivery[],
    batch: readonly IncomingDelivery[],
    lease: TakeOptions['lease'],
  ): readonly HeldLane[] {
    const left = new Map<string, number>();
    const taken = new Set(batch.map(({ deliveryId }) => deliveryId));
    return requests.flatMap((request) => {
      const { endpoint, unit, caseKey, lane } = request;
      const known = this.states.get(watermarkKey(request));
      if (known !== undefined) known.version += 1;
      const room = lease === null ? 0 : (left.get(unit ?? '') ?? lease.room(request));
      left.set(unit ?? '', room - 1);
      if (known !== undefined) return [];
      const key = { endpoint, unit, caseKey, lane };
      const own = lease !== null && room > 0 && this.isWhole(key, taken) ? lease : null;
      const dueAt = this.now() + (own?.ms ?? 0);
      this.states.set(watermarkKey(key), { key, lease: own?.id ?? null, dueAt, version: 1 });
      return own === null ? [] : [{ ...key, lease: own.id, version: 1 }];
    });
  }

  /** As a release does: makes the lane due where there is none, and raises it where there is one. */
  raise(key: LaneKey): void {
    if (this.fetching.has(nameOf(key))) return;
    const known = this.states.get(watermarkKey(key));
    if (known !== undefined) known.version += 1;
    else this.states.set(watermarkKey(key), { key, lease: null, dueAt: this.now(), version: 1 });
  }

  /** A dead letter ends its lane, whoever holds it, when nothing is left in it. */
  endEmpty(key: LaneKey): void {
    if (this.isWhole(key, new Set())) this.states.delete(watermarkKey(key));
  }

  renew(lane: HeldLane): boolean {
    const state = this.held(lane);
    if (state === null) return false;
    state.dueAt = this.now() + LEASE_MS;
    return true;
  }

  restore(endpoint: string, hasLane: (recipient: Recipient) => boolean): Promise<readonly string[]> {
    const all = [...this.deliveries.rows.values()].filter((row) => row.endpoint === endpoint);
    const rows = all.filter(hasLane);
    for (const row of all) this.fetching.add(nameOf(row));
    for (const row of rows) this.fetching.delete(nameOf(row));
    for (const row of rows.filter(({ deliveryId }) => this.deliveries.open.has(deliveryId))) {
      if (this.states.has(watermarkKey(row))) continue;
      const { unit, caseKey, lane } = row;
      const key = { endpoint, unit, caseKey, lane };
      this.states.set(watermarkKey(row), { key, lease: null, dueAt: this.now(), version: 1 });
    }
    return Promise.resolve([...new Set(rows.map(({ unit }) => unit ?? ''))]);
  }

  claim({ endpoint, lease, leaseMs, most }: ClaimRequest): Promise<Claimed> {
    const due = [...this.states.values()]
      .filter(({ key, dueAt }) => key.endpoint === endpoint && dueAt <= this.now())
      .sort((a, b) => (a.key.lane === b.key.lane ? a.dueAt - b.dueAt : a.key.lane === 'STOP' ? -1 : 1));
    const room = new Map([...most].map(([unit, count]) => [unit, this.allowed(endpoint, unit, count, leaseMs, due)]));
    const lanes = due.flatMap((state) => {
      if (
        state.key.lane === 'CASE' &&
        this.paused.has(nameOf(state.key)) &&
        !this.deliveries.cases.isDraining(state.key)
      )
        return [];
      const left = room.get(state.key.unit ?? '') ?? 0;
      if (left <= 0) return [];
      room.set(state.key.unit ?? '', left - 1);
      state.lease = lease;
      state.dueAt = this.now() + leaseMs;
      return [{ ...state.key, lease, version: state.version }];
    });
    const circuits = [...this.circuits.values()].map(({ circuit }) => circuit);
    const paused = [...most.keys()].filter((unit) =>
      this.paused.has(nameOf({ endpoint, unit: unit === '' ? null : unit })),
    );
    const own = circuits.filter((circuit) => circuit.endpoint === endpoint);
    const first = new Map(lanes.map((lane) => [lane, this.read(lane, MOST_AHEAD)] as const));
    return Promise.resolve({ lanes, first, circuits: own, paused });
  }

  pause(endpoint: string, { blockedCases, parked }: StandstillCaps): Promise<readonly PauseChange[]> {
    const rows = [...this.deliveries.rows.values()].filter((row) => row.endpoint === endpoint);
    const changes = [...new Set(rows.map(({ unit }) => unit))].flatMap((unit): PauseChange[] => {
      const own = rows.filter((row) => row.unit === unit);
      const cases = new Set(own.filter(({ blocks }) => blocks).map(({ caseKey }) => caseKey));
      const paused = cases.size > blockedCases || own.filter(({ state }) => state === 'PARKED').length > parked;
      if (paused === this.paused.has(nameOf({ endpoint, unit }))) return [];
      if (paused) this.paused.add(nameOf({ endpoint, unit }));
      else this.paused.delete(nameOf({ endpoint, unit }));
      return [{ endpoint, unit, paused }];
    });
    return Promise.resolve(changes);
  }

  next(lane: HeldLane): Promise<LaneWork | null> {
    return Promise.resolve(this.held(lane) === null ? null : this.read(lane, MOST));
  }

  finish(
    deliveryId: string,
    state: SettledState,
    errorClass: string | null,
    lane: HeldLane,
    last: boolean,
  ): Promise<Finished> {
    const before = this.states.has(watermarkKey(lane));
    const changed = this.deliveries.settleNow(deliveryId, state, errorClass);
    const ended = before && !this.states.has(watermarkKey(lane));
    return Promise.resolve({ changed, closed: ended || (state !== 'DEAD' && last && this.closeNow(lane)) });
  }

  close(lane: HeldLane): Promise<boolean> {
    return Promise.resolve(this.closeNow(lane));
  }

  release(
    lane: HeldLane,
    afterMs: number,
    failed: { readonly deliveryId: string; readonly errorClass: string } | null = null,
  ): Promise<void> {
    if (failed !== null) this.deliveries.settleNow(failed.deliveryId, 'WAITING', failed.errorClass);
    const state = this.held(lane);
    if (state !== null) Object.assign(state, { lease: null, dueAt: this.now() + afterMs });
    return Promise.resolve();
  }

  noteFailure({ endpoint, unit }: Recipient, { probeAfterMs, open, probe }: EndpointFailure): Promise<Circuit> {
    const known = this.circuits.get(nameOf({ endpoint, unit }));
    const counts = probe || known?.circuit.open !== true;
    const failures = (known?.circuit.failures ?? 0) + (counts ? 1 : 0);
    const circuit = {
      endpoint,
      unit,
      failures,
      open: open || known?.circuit.open === true || failures >= FAILURES_TO_OPEN,
    };
    const probeAt = Math.max(this.now() + probeAfterMs, known?.circuit.open === true && !probe ? known.probeAt : 0);
    this.circuits.set(nameOf(circuit), { circuit, probeAt });
    return Promise.resolve(circuit);
  }

  noteAnswer(recipient: Recipient): Promise<void> {
    this.circuits.delete(nameOf(recipient));
    return Promise.resolve();
  }

  allowProbe(recipient: Recipient): Promise<void> {
    const known = this.circuits.get(nameOf(recipient));
    if (known !== undefined) known.probeAt = this.now();
    return Promise.resolve();
  }

  private allowed(endpoint: string, unit: string, count: number, leaseMs: number, due: readonly LaneState[]): number {
    const known = this.circuits.get(nameOf({ endpoint, unit: unit === '' ? null : unit }));
    if (known?.circuit.open !== true) return count;
    const isDue = known.probeAt <= this.now() && due.some(({ key }) => (key.unit ?? '') === unit);
    if (isDue && count > 0) known.probeAt = this.now() + leaseMs;
    return isDue ? Math.min(1, count) : 0;
  }

  /** All that is open in the lane was in the batch. */
  private isWhole(lane: LaneKey, batch: ReadonlySet<string>): boolean {
    return [...this.deliveries.open].every((id) => {
      const row = this.deliveries.rows.get(id);
      return row === undefined || watermarkKey(row) !== watermarkKey(lane) || batch.has(id);
    });
  }

  private held(lane: HeldLane): LaneState | null {
    const state = this.states.get(watermarkKey(lane));
    return state?.lease === lane.lease ? state : null;
  }

  private read(lane: HeldLane, most: number): LaneWork {
    const found = [...this.deliveries.rows.values()]
      .filter((row) => this.deliveries.open.has(row.deliveryId) && watermarkKey(row) === watermarkKey(lane))
      .sort((a, b) => a.place - b.place || a.seq - b.seq);
    const deliveries = found.slice(0, most).map((delivery) => {
      return { delivery, record: this.deliveries.records.get(delivery.deliveryId) ?? null };
    });
    const version = this.states.get(watermarkKey(lane))?.version ?? lane.version;
    return { version, deliveries, more: found.length > most };
  }

  private closeNow(lane: HeldLane): boolean {
    return this.held(lane)?.version === lane.version && this.states.delete(watermarkKey(lane));
  }
}

function nameOf({ endpoint, unit }: Recipient): string {
  return JSON.stringify([endpoint, unit]);
}
