import type { Contracts } from '#lib/contracts';
import type { PlantedCanary, Submission } from '../evidence/evidence.js';
import type { AgencyDoors } from './agency-doors.js';
import { planLoad, type LoadOptions } from './plan-load.js';
import type { PlannedMessage } from './planned-message.js';
import { sendLoad } from './send-load.js';

export interface PacedLoad extends LoadOptions {
  readonly minutes: number;
  readonly atOnce: number;
}

/** Messages that are left for when all is healed. */
const MOST_FOR_LATER = 200;

/** The load of a run while it is sent: how far it is, and what was answered. */
export class ChaosLoad {
  readonly submissions: Submission[] = [];
  readonly canaries = new Map<number, readonly PlantedCanary[]>();
  private readonly planned: Generator<PlannedMessage>;
  /** All but those for `sendRest`. */
  private readonly most: number;
  private ended = false;

  constructor(
    private readonly contracts: Contracts,
    private readonly doors: AgencyDoors,
    private readonly options: PacedLoad,
  ) {
    this.planned = this.plan();
    this.most = options.messages - Math.min(MOST_FOR_LATER, Math.ceil(options.messages / 10));
  }

  /** `leave`: resolves when that part of them may go; what else happens in the run must keep up with the load. */
  async send(leave: (part: number) => Promise<void>): Promise<void> {
    const begun = performance.now();
    const { most } = this;
    const { minutes } = this.options;
    try {
      await this.upTo(most, async (n) => {
        const due = begun + (n / most) * minutes * 60_000;
        if (due > performance.now()) await new Promise((go) => setTimeout(go, due - performance.now()));
        await leave(n / most);
      });
    } finally {
      this.ended = true;
    }
  }

  /** The last of them, as fast as they are taken. */
  async sendRest(): Promise<void> {
    await this.upTo(this.options.messages, () => Promise.resolve());
  }

  /** Of what `send` sends, 0 to 1. */
  part(): number {
    return this.submissions.length / this.most;
  }

  isDone(): boolean {
    return this.ended;
  }

  private async upTo(count: number, mayGo: (n: number) => Promise<void>): Promise<void> {
    let left = count - this.submissions.length;
    const next = () => (left-- > 0 ? this.planned.next() : ({ done: true, value: undefined } as const));
    await sendLoad({ next }, this.doors, this.options.atOnce, {
      mayGoOn: async (n) => {
        await mayGo(n);
        return true;
      },
      sent: (submission) => void this.submissions.push(submission),
    });
    // Senders work side by side; what is judged stands in the order of the plan.
    this.submissions.sort((one, other) => one.n - other.n);
  }

  private *plan(): Generator<PlannedMessage> {
    for (const message of planLoad(this.contracts, this.options)) {
      if (message.canaries.length > 0) this.canaries.set(message.n, message.canaries);
      yield message;
    }
  }
}
