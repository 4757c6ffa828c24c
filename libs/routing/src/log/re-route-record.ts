import type { ReRoute } from '#lib/contracts';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import { reRouteContent, reRouteId } from '../record/re-route.js';
import { hubRecord } from './hub-record-to-publish.js';
import type { LogSetUp } from './log-set-up.js';

/** What is asked, without the message itself. */
export type ReRouteAsked = Omit<ReRoute, 'headers' | 'value' | 'originalOffset'>;

/** Has a message of the case log decided again (decisions 26). `original`: the record as it stands in the log, of which the value is there. */
export function reRouteRecord(
  setUp: Pick<LogSetUp, 'contracts' | 'topics' | 'sign' | 'now'>,
  original: StoredRecord & { readonly value: Buffer },
  asked: ReRouteAsked,
): RecordToPublish {
  const id = reRouteId(asked.messageId, asked.generation);
  return hubRecord(setUp, 're-route', original.partition, id, reRouteContent(original, asked), original.key);
}
