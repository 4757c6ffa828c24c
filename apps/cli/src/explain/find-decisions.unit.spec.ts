import { beforeAll, describe, expect, it } from '@jest/globals';
import { InMemoryLog, type RecordToPublish } from '#lib/messaging';
import { openLog } from '#lib/routing';
import { caseTraffic, InMemoryHubLogStore, RoutedLog, testHub, testSetUp } from '#lib/testing';
import { decisionsOnTopic } from './find-decisions.js';

const test = testHub();
const log = new InMemoryLog();
let decisions: readonly RecordToPublish[];

beforeAll(async () => {
  await openLog(testSetUp(test, log, new InMemoryHubLogStore(), { partitionRow: () => Promise.resolve(null) }));
  await log.publish(caseTraffic(test, 2));
  const published = await new RoutedLog(test.hub, log, test.topics.messages).takeAll();
  decisions = published.filter(({ topic }) => topic === test.topics.decisions);
  await log.publish(decisions);
});

const find = (id: string) => decisionsOnTopic(log, test.topics.decisions, test.contracts, id);
const contentOf = (record: RecordToPublish) => {
  const decoded = test.contracts.decode(record.value);
  return decoded.ok ? decoded.content : {};
};

describe('looking for decisions on their topic', () => {
  it('finds one by its id, once though it was written twice', async () => {
    for (const record of decisions) {
      const id = record.headers['schakel-decision-id'] ?? '';
      expect(await find(id)).toEqual([contentOf(record)]);
    }
  });

  it('finds all on one message: the decision and its repeat', async () => {
    const repeat = decisions.map(contentOf).find(({ outcome }) => outcome === 'DUPLICATE');
    const found = await find(String(repeat?.['messageId']));
    expect(found.map(({ outcome }) => outcome)).toEqual(['DECIDED', 'DUPLICATE']);
  });

  it('finds nothing for an id that is nobody’s', async () => {
    expect(await find('00000000-0000-8000-8000-000000000000')).toEqual([]);
  });
});
