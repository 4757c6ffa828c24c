import type { AdapterRuntime } from '../runtime/adapter-runtime.js';

/** Older than any publish that is still running. */
const AGE_MS = 10_000;
const EVERY_MS = 5_000;
/** By then the router had time to take it several times over: something is wrong with the record, which is in quarantine. */
const TIMES_TO_ALARM = 4;

/**
 * Publishes stops again whose record may never have reached the log (decisions 24): the process died, or Kafka did not answer, between the
 * register and the log. The router knows a repeat by its id and takes the entry away with whatever record it finds.
 */
export class StopSweeper {
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(private readonly runtime: Pick<AdapterRuntime, 'log' | 'database' | 'logger'>) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.sweeping = this.sweeping.then(() => this.sweep());
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.sweeping;
  }

  async sweep(): Promise<void> {
    try {
      const entries = await this.runtime.database.stops.unpublished(AGE_MS);
      if (entries.length === 0) return;
      await this.runtime.log.publish(entries.map(({ record }) => record));
      this.runtime.logger.warn('Stops were published again.', { count: entries.length });
      for (const { messageId } of entries.filter(({ times }) => times >= TIMES_TO_ALARM)) {
        this.runtime.logger.error('A stop does not become part of its case: look for it in the quarantine.', {
          messageId,
        });
      }
    } catch (error) {
      this.runtime.logger.error('Publishing stops again failed.', { error });
    }
  }
}
