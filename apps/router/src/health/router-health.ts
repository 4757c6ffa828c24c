import type { MessageLog, Subscription } from '#lib/messaging';
import type { Database } from '#lib/persistence';
import { HealthRegistry } from '#lib/platform';

/** To the case log and to the operators' orders. */
const SUBSCRIPTIONS = 2;

/** What must hold for the router to do its work. A halted partition makes it not ready, so that somebody sees it; the others go on. */
export class RouterHealth {
  readonly registry = new HealthRegistry();
  private readonly subscriptions: Subscription[] = [];

  constructor(log: MessageLog, database: Pick<Database, 'ping'>) {
    this.registry.add('kafka', async () => void (await log.topics()));
    this.registry.add('database', () => database.ping());
    this.registry.add('subscription', () =>
      this.require(this.whole() && this.subscriptions.every((one) => one.alive())),
    );
    this.registry.add('partitions', () =>
      this.require(this.whole() && this.subscriptions.every((one) => one.halted().size === 0)),
    );
  }

  subscribed(subscription: Subscription): void {
    this.subscriptions.push(subscription);
  }

  private whole(): boolean {
    return this.subscriptions.length === SUBSCRIPTIONS;
  }

  private require(holds: boolean): void {
    if (!holds) throw new Error('Checking health: it does not hold.');
  }
}
