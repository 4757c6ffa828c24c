import { type BatchHandler, type BatchOutcome, type RecordBatch } from './message-log.port.js';
import { type MessagingLogger } from './messaging-logger.port.js';
import { thrownFields } from './thrown.js';

const KINDS: ReadonlySet<unknown> = new Set(['done', 'resume-at', 'retry', 'halt'] satisfies BatchOutcome['kind'][]);

/** The handler's outcome. A throw is a bug of the handler and becomes `retry`; so does an answer that is no outcome. */
export async function answerOf(
  handler: BatchHandler,
  batch: RecordBatch,
  logger: MessagingLogger,
): Promise<BatchOutcome> {
  const { topic, partition } = batch;
  try {
    const outcome: unknown = await handler(batch);
    const kind: unknown = typeof outcome === 'object' && outcome !== null ? Reflect.get(outcome, 'kind') : undefined;
    if (KINDS.has(kind)) return outcome as BatchOutcome;
    logger.error({ topic, partition }, 'A batch handler answered no outcome');
    return { kind: 'retry', reason: 'the handler answered no outcome' };
  } catch (error) {
    const thrown = thrownFields(error);
    logger.error({ topic, partition, ...thrown }, 'A batch handler threw');
    return { kind: 'retry', reason: `the handler threw ${thrown.name}` };
  }
}
