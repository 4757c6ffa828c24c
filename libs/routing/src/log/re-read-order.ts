import type { ReReadOrder } from '#lib/contracts';
import type { Content } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { hubRecord } from './hub-record-to-publish.js';
import type { LogSetUp } from './log-set-up.js';

/**
 * The order of an approved plan, for the operations topic: the router writes a record that was set aside into the case log once more, as it
 * stands. `place`: of the record's case (`readAgain`), so that the orders of one case keep theirs. A repeat gives the same record, which the log
 * knows as a DUPLICATE.
 */
export function reReadOrder(
  setUp: Pick<LogSetUp, 'contracts' | 'sign' | 'now'> & { readonly topics: { readonly operations: string } },
  place: { readonly caseKey: string; readonly partition: number },
  order: ReReadOrder,
): RecordToPublish {
  const topics = { messages: setUp.topics.operations, all: () => [] };
  const id = `order/re-read/${order.planId}/${order.logPartition}/${order.logOffset}`;
  const content = { ...order } as unknown as Content;
  return hubRecord({ ...setUp, topics }, 're-read-order', place.partition, id, content, place.caseKey);
}
