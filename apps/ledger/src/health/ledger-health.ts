import type { MessageLog, Subscription } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { HealthRegistry } from '#lib/platform';

/** Decisions, receipts and quarantine. */
const STREAMS = 3;

/** What must hold for the ledger to be kept. A stopped partition makes it not ready, so that somebody sees it; the others go on. */
export class LedgerHealth {
  readonly registry = new HealthRegistry();
  private readonly subscriptions: Subscription[] = [];

  constructor(log: Pick<MessageLog, 'topics'>, database: Pick<Database, 'ping'>) {
    this.registry.add('kafka', async () => void (await log.topics()));
    this.registry.add('database', () => database.ping());
    this.registry.add('subscriptions', () =>
      this.require(this.subscriptions.length === STREAMS && this.subscriptions.every((one) => one.alive())),
    );
    this.registry.add('partitions', () => this.require(this.subscriptions.every((one) => one.halted().size === 0)));
  }

  subscribed(subscription: Subscription): void {
    this.subscriptions.push(subscription);
  }

  private require(holds: boolean): void {
    if (!holds) throw new Error('Checking health: it does not hold.');
  }
}
