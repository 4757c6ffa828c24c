import { applyDecorators, UseFilters } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { type SubscribeOptions } from '../message-log.port.js';
import { KeepOriginalError } from './keep-original-error.filter.js';

/** Marks the handlers of this transport, so that one Nest application can have others beside it. */
export const BATCH_TRANSPORT = Symbol('schakel.batch-transport');

export interface BatchHandlerOptions {
  /** Topic names, or names that the transport's `topicsOf` turns into topics (names with a prefix are known at run time only). */
  readonly topics: readonly string[];
  /** Consumer group, or a name that the transport's `groupOf` turns into one. */
  readonly group: string;
  readonly from: SubscribeOptions['from'];
}

/** A controller method that takes a `RecordBatch` and returns a `BatchOutcome`. */
export function BatchHandler(options: BatchHandlerOptions): MethodDecorator {
  const pattern = { group: options.group, topics: options.topics.join(',') };
  return applyDecorators(
    MessagePattern<object>(pattern, BATCH_TRANSPORT, { batch: options }),
    UseFilters(KeepOriginalError),
  );
}
