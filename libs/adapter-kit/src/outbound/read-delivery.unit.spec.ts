import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { Endpoint, MessageCode, Party } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { topicNames } from '#lib/platform';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { routerRecord } from '../conformance/router-record.js';
import { readDelivery } from './read-delivery.js';

function delivery(code: MessageCode, recipient: Party = { endpoint: 'DTV', unit: null }): StoredRecord {
  const contracts = testContracts();
  const content = contracts.sample(code, seededRandom(3), { vNumber: '9999000001' });
  const { topic, key, value, headers } = routerRecord(contracts, topicNames('test'), code, recipient, content, 7);
  return { topic, partition: 2, offset: 4, key, value, headers };
}

const read = (record: StoredRecord, endpoint: Endpoint = 'DTV') => readDelivery(testContracts(), endpoint, record);

describe('what the delivery cursor knows of a record', () => {
  it.each(['M03', 'M05', 'M29', 'M38', 'M44'] as const)('%s has the lane of stops', (code) => {
    const recipient = code === 'M03' || code === 'M05' || code === 'M29' ? 'DTV' : 'IND';
    expect(read(delivery(code, { endpoint: recipient, unit: null }), recipient)).toMatchObject({
      lane: 'STOP',
      removal: false,
    });
  });

  it('a removal message waits in its case and is never attempted while the case is stopped', () => {
    const record = delivery('M34', { endpoint: 'KMAR', unit: null });
    expect(read(record, 'KMAR')).toMatchObject({ lane: 'CASE', removal: true, logPartition: 0, logOffset: 7 });
  });

  it('is nothing when a header is missing or in another form', () => {
    const record = delivery('M03');
    const changed = [
      { 'schakel-log-place': 'x' },
      { ce_id: '1' },
      { 'schakel-case-key': '' },
      { ce_type: 'nl.unknown.v1' },
      { 'schakel-unit': '0599' },
    ];
    for (const headers of changed) expect(read({ ...record, headers: { ...record.headers, ...headers } })).toBeNull();
    expect(read({ ...record, value: null })).toBeNull();
    expect(read(record, 'GEM')).toBeNull();
  });
});
