import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type BatchOutcome, type MessageLog, type RecordBatch, type Subscription } from '../message-log.port.js';
import { BatchContext } from './batch.context.js';
import { BATCH_TRANSPORT, type BatchHandlerOptions } from './batch-handler.decorator.js';

export interface BatchTransportOptions {
  /** Turns a name in `@BatchHandler` into topics, e.g. with the installation's prefix. Default: the name itself. */
  readonly topicsOf?: (name: string) => string | readonly string[];
  readonly groupOf?: (name: string) => string;
}

export type BatchTransportStatus = 'listening' | 'closed';

export type BatchTransportEvents = {
  /** Each subscription once it has joined its group; for health and metrics. */
  subscribed: (group: string, subscription: Subscription) => void;
};

/**
 * Nest's door to the message log: one subscription per `@BatchHandler`, whole batches in, outcomes out. The log belongs to
 * the caller, who closes it after the application.
 */
export class BatchTransport
  extends Server<BatchTransportEvents, BatchTransportStatus>
  implements CustomTransportStrategy
{
  override transportId = BATCH_TRANSPORT;
  private readonly listeners: BatchTransportEvents['subscribed'][] = [];
  private readonly running = new Map<string, Subscription>();

  constructor(
    private readonly log: MessageLog,
    private readonly options: BatchTransportOptions = {},
  ) {
    super();
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      for (const handler of this.messageHandlers.values()) await this.subscribe(handler);
      this._status$.next('listening');
    } catch (error) {
      await this.close();
      callback(error);
      return;
    }
    callback();
  }

  /** Waits for the running handlers and leaves the groups. */
  async close(): Promise<void> {
    const subscriptions = [...this.running.values()];
    this.running.clear();
    await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    this._status$.next('closed');
  }

  override on<E extends keyof BatchTransportEvents>(_event: E, callback: BatchTransportEvents[E]): void {
    this.listeners.push(callback);
    for (const [group, subscription] of this.running) callback(group, subscription);
  }

  override unwrap<T = MessageLog>(): T {
    return this.log as T;
  }

  /** Group → its subscription. */
  subscriptions(): ReadonlyMap<string, Subscription> {
    return this.running;
  }

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const name = this.normalizePattern(pattern as Parameters<BatchTransport['normalizePattern']>[0]);
    if (extras['batch'] === undefined)
      throw new Error(`Handler ${name} has no @BatchHandler, which this transport needs`);
    // Nest would let the second one replace the first without a word.
    if (this.messageHandlers.has(name))
      throw new Error(`Two handlers take the same topics for the same group: ${name}`);
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  private async subscribe(handler: MessageHandler): Promise<void> {
    const { topics, group, from } = handler.extras?.['batch'] as BatchHandlerOptions;
    const { topicsOf = (name: string) => name, groupOf = (name: string) => name } = this.options;
    const groupId = groupOf(group);
    if (this.running.has(groupId))
      throw new Error(`Two handlers use the consumer group ${groupId}; each needs its own`);
    const subscription = await this.log.subscribe({ topics: topics.flatMap(topicsOf), groupId, from }, (batch) =>
      this.handOver(handler, batch),
    );
    this.running.set(groupId, subscription);
    for (const listener of this.listeners) listener(groupId, subscription);
  }

  private async handOver(handler: MessageHandler, batch: RecordBatch): Promise<BatchOutcome> {
    const answer: unknown = await handler(batch, new BatchContext(batch));
    return (isObservable(answer) ? await lastValueFrom(answer, { defaultValue: undefined }) : answer) as BatchOutcome;
  }
}
