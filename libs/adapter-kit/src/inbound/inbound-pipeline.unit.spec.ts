import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import type { Content, MessageCode, Party } from '#lib/domain';
import { encryptSmall, messageIdOf } from '#lib/platform';
import { memoryRuntime, TEST_KEYS, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import type { InboundParts } from './inbound-parts.js';
import { InboundPipeline } from './inbound-pipeline.js';

const IND: Party = { endpoint: 'IND', unit: null };
const NIGERIA: Party = { endpoint: 'EMB', unit: 'NG' };

describe('the inbound pipeline', () => {
  let runtime: MemoryRuntime;
  let parts: InboundParts;

  beforeEach(async () => {
    runtime = await memoryRuntime();
    const { contracts, log, database, keys, clock, storyClock, topics, logger } = runtime;
    const { submissions, stops, references } = database;
    const topic = topics.messages;
    const formatOf = (): typeof canonicalJson => canonicalJson;
    parts = { contracts, log, submissions, stops, references, keys, clock, storyClock, topic, formatOf, logger };
  });

  const send = (
    sender: Party,
    code: MessageCode,
    data: Content = {},
    storyTime: string | null = null,
  ): ReturnType<InboundPipeline['receive']> => {
    const event = sampleEvent(testContracts(), code, sender, seededRandom(1), data);
    const body = Buffer.from(JSON.stringify(event));
    return new InboundPipeline(parts).receive({
      client: { name: 'client', parties: [sender], scopes: new Set([`send:${code}`]) },
      body,
      mediaType: 'application/cloudevents+json',
      storyTime,
    });
  };
  const published = () => runtime.log.broker.topics.get(runtime.topics.messages)![0]!.records;

  it('keeps what a sender says that its message takes the place of, by the hub’s id or by its own', async () => {
    const earlier = '4f1b2a30-0000-4000-8000-000000000001';
    const event = { ...sampleEvent(testContracts(), 'M03', IND, seededRandom(1), {}), supersedes: earlier };
    await new InboundPipeline(parts).receive({
      client: { name: 'client', parties: [IND], scopes: new Set(['send:M03']) },
      body: Buffer.from(JSON.stringify(event)),
      mediaType: 'application/cloudevents+json',
      storyTime: null,
    });
    const [kept] = runtime.memory.kept.values();
    expect(kept?.start.supersedes).toEqual([earlier, messageIdOf(kept?.start.source ?? '', earlier)]);
  });

  describe('when a message opens a stop', () => {
    const stop = { stopAllRemovalActions: true, removable: false, reasonCode: 'ASIEL' };

    it('writes the stop register before it publishes', async () => {
      runtime.log.broker.faults.beforePublish = () => expect([...runtime.memory.stopEntries.values()]).toHaveLength(1);
      expect(await send(IND, 'M03', stop)).toMatchObject({ ok: true, repeated: false });
      const [entry] = runtime.memory.stopEntries.values();
      expect(entry).toMatchObject({ ground: 'ASIEL', caseKey: published()[0]?.key });
      expect(entry?.record.value.equals(published()[0]!.value!)).toBe(true);
    });

    it('accepts nothing while the register can’t be reached', async () => {
      const begin = (): Promise<never> => Promise.reject(new Error('no register'));
      parts = { ...parts, stops: { begin } };
      expect(await send(IND, 'M03', stop)).toMatchObject({ ok: false, problem: { status: 503 } });
      expect(published()).toEqual([]);
    });

    it('keeps the stop when Kafka does not answer, for the sweeper to publish', async () => {
      runtime.log.broker.faults.beforePublish = () => {
        throw new Error('no broker');
      };
      expect(await send(IND, 'M03', stop)).toMatchObject({ ok: false, problem: { status: 503 } });
      expect(runtime.memory.stopEntries.size).toBe(1);
    });
  });

  it('writes no register entry for a message that opens no stop', async () => {
    await send(IND, 'M03', { stopAllRemovalActions: false, removable: false });
    expect(runtime.memory.stopEntries.size).toBe(0);
  });

  it('publishes the same bytes and the same accepted time when the first attempt never got an answer', async () => {
    runtime.log.broker.faults.afterPublish = () => {
      throw new Error('acknowledgement lost');
    };
    expect(await send(IND, 'M02')).toMatchObject({ ok: false, problem: { status: 503 } });
    delete runtime.log.broker.faults.afterPublish;
    runtime.clock.advance(60_000);
    expect(await send(IND, 'M02')).toMatchObject({ ok: true, receipt: { acceptedAt: '2026-03-02T09:00:00.000Z' } });
    const [first, second] = published();
    expect(second?.value?.equals(first!.value!)).toBe(true);
    expect(second?.headers).toEqual(first?.headers);
  });

  it('reminds the sender that a stop is of one person', async () => {
    const accepted = await send(IND, 'M29', { appliesToFamily: ['9999000002'] });
    expect(accepted).toMatchObject({ ok: true, receipt: { warnings: [{ code: 'one-stop-per-person' }] } });
  });

  it('puts the story’s time on a message only where that clock runs', async () => {
    const at = '2026-04-01T10:00:00+02:00';
    parts = { ...parts, storyClock: true };
    expect(await send(IND, 'M02', {}, at)).toMatchObject({ receipt: { acceptedAt: '2026-04-01T08:00:00.000Z' } });
    expect(await send(IND, 'M02', {}, 'yesterday')).toMatchObject({ ok: false, problem: { status: 400 } });
  });

  describe('when a mission answers', () => {
    const vNumber = '9999000001';
    const reference = 'ABCDEFGHIJKLMNOP';

    beforeEach(() => {
      const caseKey = runtime.keys.caseKeyOf(vNumber);
      const vNumberEncrypted = encryptSmall(vNumber, TEST_KEYS.storageKey, caseKey);
      runtime.memory.given.push({ unit: 'NG', reference, caseKey, vNumberEncrypted });
    });
    const answer = (changes: Content): Content => ({ vNumber: null, caseNumber: reference, ...changes });

    it('finds the case by the reference and fills in the V-number, which the mission never saw', async () => {
      expect(await send(NIGERIA, 'M26', answer({}))).toMatchObject({ ok: true });
      const decoded = testContracts().decode(published()[0]!.value!);
      expect(decoded).toMatchObject({ ok: true, content: { vNumber } });
    });

    it('knows no reference of another country, and none that was never given', async () => {
      const georgia: Party = { endpoint: 'EMB', unit: 'GE' };
      const unknown = await send(NIGERIA, 'M26', answer({ caseNumber: 'PONMLKJIHGFEDCBA' }));
      expect(unknown).toMatchObject({ ok: false, problem: { status: 404 } });
      expect(await send(georgia, 'M26', answer({}))).toEqual(unknown);
    });

    it('takes no V-number from a mission', async () => {
      expect(await send(NIGERIA, 'M26', answer({ vNumber }))).toMatchObject({
        ok: false,
        problem: { status: 400, errors: [{ pointer: '/data/vNumber' }] },
      });
    });
  });
});
