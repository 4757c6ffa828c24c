import {
  InMemoryDeliveries,
  InMemoryQueue,
  type Delivery,
  type LedgerDecision,
  type MissionReference,
  type Receipt,
  type StopEntry,
  type StoredFacts,
  type SubmissionBegun,
  type Submissions,
  type SubmissionStart,
  type SubmissionStatus,
  type UnreadableRecord,
} from '#lib/persistence';
import type { AdapterRuntime } from './adapter-runtime.js';

interface KeptSubmission {
  readonly start: SubmissionStart;
  receipt: Receipt | null;
  outcome: Receipt | null;
  running: boolean;
}

/** The adapters' side of the database in memory, with the same answers; leases of submissions never run out by themselves. */
export class MemoryDatabase {
  /** When set, every call fails as an unreachable server does. */
  down = false;
  readonly kept = new Map<string, KeptSubmission>();
  readonly deliveries: InMemoryDeliveries;
  readonly stopEntries = new Map<string, StopEntry>();
  readonly given: MissionReference[] = [];
  readonly decisions = new Map<string, LedgerDecision>();
  readonly cases = new Map<string, StoredFacts>();
  readonly setAside: UnreadableRecord[] = [];

  /** `now` in ms: the clock of the database. */
  constructor(now: () => number = () => Date.now()) {
    this.deliveries = new InMemoryDeliveries((caseKey) => this.isStopped(caseKey), now);
  }

  /** What became of the deliveries, by id. */
  get rows(): ReadonlyMap<string, Delivery> {
    return this.deliveries.rows;
  }

  /** As the runtime wants it. */
  asDatabase(): AdapterRuntime['database'] {
    return {
      submissions: this.submissions,
      deliveries: this.whenUp(this.deliveries),
      lanes: this.whenUp(this.deliveries.lanes),
      loads: { read: () => this.reach(() => []) },
      quarantine: { note: (records) => this.reach(() => void this.setAside.push(...records)) },
      queue: this.whenUp(new InMemoryQueue(this.deliveries)),
      stops: {
        begin: (entry) => this.reach(() => this.beginStop(entry)),
        remove: (ids) => this.reach(() => ids.forEach((id) => this.stopEntries.delete(id))),
        isStopped: (caseKey) => this.reach(() => this.isStopped(caseKey)),
        unpublished: () => this.reach(() => [...this.stopEntries.values()].map((entry) => ({ ...entry, times: 1 }))),
        attemptRemoval: () => Promise.reject(new Error('Beginning an attempt: use beginAttempt.')),
      },
      references: {
        resolve: (unit, reference) =>
          this.reach(() => this.given.find((one) => one.unit === unit && one.reference === reference) ?? null),
      },
      ledger: { decision: (id) => this.reach(() => this.decisions.get(id) ?? null) },
      router: { factsOfCase: (caseKey) => this.reach(() => this.cases.get(caseKey) ?? null) },
      ping: () => this.reach(() => undefined),
    };
  }

  private readonly submissions: Submissions = {
    begin: (start) => this.reach(() => this.beginSubmission(start)),
    complete: (source, id, receipt) =>
      this.reach(() => {
        const kept = this.kept.get(`${source}\n${id}`);
        if (kept !== undefined) kept.receipt = receipt;
      }),
    release: (source, id) =>
      this.reach(() => {
        const kept = this.kept.get(`${source}\n${id}`);
        if (kept !== undefined) kept.running = false;
      }),
    recordOutcome: (messageId, outcome) =>
      this.reach(() => {
        const kept = [...this.kept.values()].find(({ start }) => start.messageId === messageId);
        if (kept !== undefined) kept.outcome = outcome;
        return kept !== undefined;
      }),
    status: (messageId, party) => this.reach(() => this.statusOf(messageId, party)),
  };

  /** Every method fails while the server is down. */
  private whenUp<T extends object>(store: T): T {
    return new Proxy(store, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => this.reach(() => Reflect.apply(method, target, given) as unknown);
      },
    });
  }

  private reach<T>(answer: () => T): Promise<T> {
    return this.down
      ? Promise.reject(new Error('Reaching the database: it does not answer.'))
      : Promise.resolve(answer());
  }

  private beginSubmission(start: SubmissionStart): SubmissionBegun {
    const key = `${start.source}\n${start.id}`;
    const kept = this.kept.get(key);
    if (kept === undefined) {
      this.kept.set(key, { start, receipt: null, outcome: null, running: true });
      return { kind: 'new', acceptedAt: start.acceptedAt, again: false };
    }
    if (kept.start.contentHash !== start.contentHash) return { kind: 'different' };
    if (kept.receipt !== null) return { kind: 'same', receipt: kept.receipt };
    if (kept.running) return { kind: 'in-progress' };
    kept.running = true;
    return { kind: 'new', acceptedAt: kept.start.acceptedAt, again: true };
  }

  private statusOf(messageId: string, party: string): SubmissionStatus | null {
    const kept = [...this.kept.values()].find(({ start }) => start.messageId === messageId && start.party === party);
    if (kept === undefined) return null;
    const { source, id, code, acceptedAt } = kept.start;
    const state = kept.receipt === null ? 'RUNNING' : 'ACCEPTED';
    return { messageId, source, id, code, state, acceptedAt, receipt: kept.receipt, outcome: kept.outcome };
  }

  private beginStop(entry: StopEntry): { fresh: boolean; held: string[]; attempting: string[] } {
    const fresh = !this.stopEntries.has(entry.messageId);
    this.stopEntries.set(entry.messageId, entry);
    return { fresh, ...this.deliveries.hold(entry.caseKey) };
  }

  private isStopped(caseKey: string): boolean {
    return [...this.stopEntries.values()].some((entry) => entry.caseKey === caseKey);
  }
}
