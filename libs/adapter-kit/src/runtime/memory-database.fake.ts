import type {
  AttemptBegun,
  Deliveries,
  Delivery,
  LedgerDecision,
  MissionReference,
  StopEntry,
  StoredFacts,
  SubmissionBegun,
  Submissions,
  SubmissionStart,
  SubmissionStatus,
  Taken,
  TakeRequest,
  Receipt,
} from '#lib/persistence';
import type { AdapterRuntime } from './adapter-runtime.js';

interface KeptSubmission {
  readonly start: SubmissionStart;
  receipt: Receipt | null;
  outcome: Receipt | null;
  running: boolean;
}

/** The adapters' side of the database in memory, with the same answers; leases never run out by themselves. */
export class MemoryDatabase {
  /** When set, every call fails as an unreachable server does. */
  down = false;
  readonly kept = new Map<string, KeptSubmission>();
  readonly rows = new Map<string, Delivery>();
  readonly stopEntries = new Map<string, StopEntry>();
  readonly given: MissionReference[] = [];
  readonly decisions = new Map<string, LedgerDecision>();
  readonly cases = new Map<string, StoredFacts>();
  private readonly marks = new Map<string, number>();
  private readonly numbers = new Map<string, number>();

  /** As the runtime wants it. */
  asDatabase(): AdapterRuntime['database'] {
    return {
      submissions: this.submissions,
      deliveries: this.deliveries as unknown as Deliveries,
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

  private readonly deliveries: Pick<Deliveries, 'take' | 'beginAttempt' | 'settle' | 'list'> = {
    list: ({ messageId }) => this.reach(() => [...this.rows.values()].filter((row) => row.messageId === messageId)),
    take: (requests) => this.reach(() => requests.map((request) => this.take(request))),
    beginAttempt: (id) => this.reach(() => this.beginAttempt(id)),
    settle: (id, state, errorClass = null) =>
      this.reach(() => {
        const row = this.rows.get(id);
        if (row === undefined) return false;
        this.rows.set(id, { ...row, state, lastErrorClass: errorClass });
        return true;
      }),
  };

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

  private take(request: TakeRequest): Taken {
    const known = this.rows.get(request.deliveryId);
    if (known !== undefined) return { kind: 'known', delivery: known };
    const recipient = `${request.endpoint}:${request.unit ?? ''}`;
    const lane = `${recipient} ${request.caseKey} ${request.lane}`;
    if (request.logOffset <= (this.marks.get(lane) ?? -1)) return { kind: 'older' };
    this.marks.set(lane, request.logOffset);
    const at = '2026-03-02T09:00:00.000Z';
    const delivery: Delivery = {
      ...request,
      seq: this.next(recipient),
      caseSeq: this.next(`${recipient} ${request.caseKey}`),
      state: 'WAITING',
      attempts: 0,
      lastErrorClass: null,
      takenAt: at,
      changedAt: at,
    };
    this.rows.set(request.deliveryId, delivery);
    return { kind: 'taken', delivery };
  }

  private beginAttempt(id: string): AttemptBegun {
    const row = this.rows.get(id);
    if (row === undefined) return { kind: 'unknown' };
    if (row.state !== 'WAITING' && row.state !== 'ATTEMPTING') return { kind: 'not-now', state: row.state };
    if (row.removal && this.isStopped(row.caseKey)) {
      this.rows.set(id, { ...row, state: 'HELD' });
      return { kind: 'held' };
    }
    const attempts = row.attempts + 1;
    this.rows.set(id, { ...row, state: 'ATTEMPTING', attempts });
    return { kind: 'attempting', attempts };
  }

  private beginStop(entry: StopEntry): { fresh: boolean; held: string[]; attempting: string[] } {
    const fresh = !this.stopEntries.has(entry.messageId);
    this.stopEntries.set(entry.messageId, entry);
    return { fresh, held: [], attempting: [] };
  }

  private isStopped(caseKey: string): boolean {
    return [...this.stopEntries.values()].some((entry) => entry.caseKey === caseKey);
  }

  private next(counter: string): number {
    const number = (this.numbers.get(counter) ?? 0) + 1;
    this.numbers.set(counter, number);
    return number;
  }
}
