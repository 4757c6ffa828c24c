import type { ContractCode } from '#lib/contracts';
import type { Content, Party } from '#lib/domain';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import { caseKeyOf, originMac } from '#lib/platform';
import { testKeys, type TestHub } from './test-hub.fixture.js';

export interface AcceptedMessage {
  readonly code: ContractCode;
  readonly sender: Party;
  readonly content: Content;
  readonly id: string;
  /** RFC 3339; also the time of the fact unless that is given. */
  readonly acceptedAt: string;
  readonly time?: string;
  /** More headers, or others than the usual ones, as the door wrote them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that somebody else changed afterwards. */
  readonly forged?: Readonly<Record<string, string>>;
}

/** A record as the door of the sender's adapter writes it to the case log. */
export function acceptedRecord({ topics, contracts }: TestHub, message: AcceptedMessage): RecordToPublish {
  const { code, sender, content, id, acceptedAt, time = acceptedAt } = message;
  const source = contracts.partners.sourceOf(sender);
  const contract = contracts.message(code);
  if (source === null || contract === null) throw new Error('Making a test record: unknown sender or message.');
  const value = contracts.encode(code, content);
  const key = caseKeyOf(String(content['vNumber']), testKeys.caseKey);
  const headers = {
    'content-type': 'application/avro',
    ce_specversion: '1.0',
    ce_id: id,
    ce_source: source,
    ce_type: contract.type,
    ce_time: time,
    ce_subject: key,
    ce_acceptedat: acceptedAt,
    ce_purpose: contract.definition?.purposes[0] ?? '',
    ce_legalbasis: 'LB1',
    ce_urgency: contract.definition?.urgency ?? '',
    ...message.headers,
  };
  const mac = originMac({ headers, value }, testKeys.ring);
  return { topic: topics.messages, key, value, headers: { ...headers, 'schakel-origin-mac': mac, ...message.forged } };
}

/** The record as it is read back from that place of the log. */
export function storedAt(record: RecordToPublish, partition: number, offset: number): StoredRecord {
  const { topic, key, value, headers } = record;
  return { topic, partition, offset, key, value, headers };
}
