import type { MessageLog, Subscription } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { HealthRegistry } from '#lib/platform';

/** What must hold for the router to do its work. A halted partition makes it not ready, so that somebody sees it; the others go on. */
export class RouterHealth {
  readonly registry = new HealthRegistry();
  private subscription: Subscription | null = null;

  constructor(log: MessageLog, database: Pick<Database, 'ping'>) {
    this.registry.add('kafka', async () => void (await log.topics()));
    this.registry.add('database', () => database.ping());
    this.registry.add('subscription', () => this.require(this.subscription?.alive() === true));
    this.registry.add('partitions', () => this.require(this.subscription?.halted().size === 0));
  }

  subscribed(subscription: Subscription): void {
    this.subscription = subscription;
  }

  private require(holds: boolean): void {
    if (!holds) throw new Error('Checking health: it does not hold.');
  }
}
