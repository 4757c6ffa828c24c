import type { Contracts } from '#lib/contracts';
import type { MessageCode, Party } from '#lib/domain';
import { topicNames } from '#lib/platform';
import { pushedEvent } from '../outbound/pushed-event.js';
import { routedDelivery } from './routed-delivery.js';

/** A delivery as the hub would compose it, in its own terms, with everything that some rule may let through to this party. */
export function sampleDelivery(
  contracts: Contracts,
  code: MessageCode,
  party: Party,
  seed: number,
): Readonly<Record<string, unknown>> {
  const { record, content } = routedDelivery({ contracts, topics: topicNames('sample') }, code, party, seed, seed);
  return pushedEvent(record.headers, content);
}
