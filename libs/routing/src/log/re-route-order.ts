import type { ReRouteOrder } from '#lib/contracts';
import type { Content } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { reRouteId } from '../record/re-route.js';
import { hubRecord } from './hub-record-to-publish.js';
import type { LogSetUp } from './log-set-up.js';

/**
 * The order of an approved plan, for the operations topic; the router turns it into a re-route. In the partition and under the key of its case,
 * so that the orders of one case keep theirs. A repeat asks for the same record and changes nothing.
 */
export function reRouteOrder(
  setUp: Pick<LogSetUp, 'contracts' | 'sign' | 'now'> & { readonly topics: { readonly operations: string } },
  caseKey: string,
  order: ReRouteOrder,
): RecordToPublish {
  const topics = { messages: setUp.topics.operations, all: () => [] };
  const id = `order/${reRouteId(order.messageId, order.generation)}`;
  const content = { ...order } as unknown as Content;
  return hubRecord({ ...setUp, topics }, 're-route-order', order.logPartition, id, content, caseKey);
}
