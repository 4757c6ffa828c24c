import { canariesIn } from '../load/canary-templates.js';
import type { ArrivalSeen } from './evidence.js';

interface Held {
  readonly n: number;
  readonly id: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly sequence: number | null;
  readonly receivedAt: string;
  readonly raw: string;
}

const PAGE = 500;

/** What the agencies' systems took, in their order. What is kept of a document are the canaries in it. */
export class ArrivalsFollowed {
  readonly all: ArrivalSeen[] = [];
  private latest = 0;
  private caught: Promise<void> = Promise.resolve();

  constructor(private readonly simulator: string) {}

  /** Who asks while another is at it waits for its turn: both would take the same. */
  catchUp(): Promise<void> {
    const own = this.caught.then(() => this.takeNew());
    this.caught = own.catch(() => undefined);
    return own;
  }

  /** Repeats that the recipients dropped. */
  async repeats(): Promise<number> {
    const response = await fetch(`${this.simulator}/counts`);
    const counts = (await response.json()) as Readonly<Record<string, { readonly repeats: number }>>;
    return Object.values(counts).reduce((sum, { repeats }) => sum + repeats, 0);
  }

  private async takeNew(): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.simulator}/deliveries?after=${this.latest}&limit=${PAGE}`);
      const { deliveries } = (await response.json()) as { readonly deliveries: readonly Held[] };
      for (const { n, id, endpoint, unit, sequence, receivedAt, raw } of deliveries) {
        const at = Date.parse(receivedAt);
        this.all.push({ deliveryId: id, endpoint, unit, sequence, at, canaries: canariesIn(raw) });
        this.latest = n;
      }
      if (deliveries.length < PAGE) return;
    }
  }
}
