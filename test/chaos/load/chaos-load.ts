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

/** The load of a run while it is sent: how far it is, and what was answered. */
export class ChaosLoad {
  readonly submissions: Submission[] = [];
  readonly canaries = new Map<number, readonly PlantedCanary[]>();
  private ended = false;

  constructor(
    private readonly contracts: Contracts,
    private readonly doors: AgencyDoors,
    private readonly options: PacedLoad,
  ) {}

  /** `leave`: resolves when message n may go; what else happens in the run must keep up with the load. */
  async send(leave: (n: number) => Promise<void>): Promise<void> {
    const begun = performance.now();
    const { messages, minutes, atOnce } = this.options;
    try {
      await sendLoad(this.plan(), this.doors, atOnce, {
        mayGoOn: async (n) => {
          const due = begun + (n / messages) * minutes * 60_000;
          if (due > performance.now()) await new Promise((go) => setTimeout(go, due - performance.now()));
          await leave(n);
          return true;
        },
        sent: (submission) => void this.submissions.push(submission),
      });
    } finally {
      this.ended = true;
    }
    // Senders work side by side; what is judged stands in the order of the plan.
    this.submissions.sort((one, other) => one.n - other.n);
  }

  /** 0 to 1. */
  part(): number {
    return this.submissions.length / this.options.messages;
  }

  isDone(): boolean {
    return this.ended;
  }

  private *plan(): Generator<PlannedMessage> {
    for (const message of planLoad(this.contracts, this.options)) {
      if (message.canaries.length > 0) this.canaries.set(message.n, message.canaries);
      yield message;
    }
  }
}
