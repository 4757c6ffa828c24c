import type { HubRecord } from '#lib/contracts';
import type { Content } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { HUB_SOURCE } from './hub-source.js';
import type { LogSetUp } from './log-set-up.js';

/** A record of the hub itself for one partition of the case log, signed like any other. `key`: of the case that it belongs to, if any. */
export function hubRecord(
  setUp: Pick<LogSetUp, 'contracts' | 'topics' | 'sign' | 'now'>,
  code: HubRecord,
  partition: number,
  id: string,
  content: Content,
  key: string | null = null,
): RecordToPublish {
  const contract = setUp.contracts.message(code);
  if (contract === null) throw new Error(`Writing a record of the hub: there is no contract ${code}.`);
  const value = setUp.contracts.encode(code, content);
  const acceptedAt = setUp.now();
  const headers = {
    'content-type': 'application/avro',
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: HUB_SOURCE,
    ce_type: contract.type,
    ce_time: acceptedAt,
    ce_acceptedat: acceptedAt,
  };
  const mac = setUp.sign({ headers, value });
  return {
    topic: setUp.topics.messages,
    key,
    value,
    headers: { ...headers, 'schakel-origin-mac': mac },
    partition,
  };
}
