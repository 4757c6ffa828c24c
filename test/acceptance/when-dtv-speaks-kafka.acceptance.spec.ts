import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openKafkaLog, type MessageLog, type StoredRecord } from '#lib/messaging';
import { brokerUserOf, openBrokerAccess, topicNames, type BrokerAccess } from '#lib/platform';
import { testBroker, testSettings } from '#lib/testing';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

interface Answer {
  readonly record: { readonly id: string | null; readonly partition: number; readonly offset: number };
  readonly status: number;
  readonly receipt?: { readonly messageId: string };
  readonly problem?: { readonly code: string };
}

describe('When DT&V speaks Kafka itself', () => {
  const place = new HubPlace();
  const topics = topicNames(place.prefix);
  const own = topics.agency('DTV');
  let hub: SchakelProcess;
  let log: MessageLog;
  let asAgency: BrokerAccess;

  beforeAll(async () => {
    mkdirSync(place.state, { recursive: true });
    writeFileSync(join(place.state, 'push-targets.json'), JSON.stringify({ DTV: 'kafka' }));
    hub = SchakelProcess.start(['up'], { ...place.env, SCHAKEL_SIMULATOR_DTV: 'kafka' });
    await hub.whenUp(place);
    log = await openKafkaLog({ access: testBroker(), clientId: 'dtv-spec' });
    const settings = testSettings({ SCHAKEL_STATE: place.state, SCHAKEL_PREFIX: place.prefix });
    asAgency = openBrokerAccess(settings, 'agency-dtv');
  }, 240_000);

  afterAll(async () => {
    await log?.close();
    await hub?.stop();
    await place.remove();
  }, 60_000);

  async function all(topic: string): Promise<StoredRecord[]> {
    const records: StoredRecord[] = [];
    for (const { partition, high } of await log.ends(topic)) {
      for await (const page of log.read(topic, partition, 0, high)) records.push(...page);
    }
    return records;
  }
  const nameOf = ({ partition, offset }: Pick<StoredRecord, 'partition' | 'offset'>): string =>
    `${partition}/${offset}`;
  const answers = async (): Promise<Answer[]> =>
    (await all(own.receipts)).map(({ value }) => JSON.parse(value?.toString('utf8') ?? '{}') as Answer);

  it('a whole case story is played over its topics, every step as the story says', async () => {
    const finished = await SchakelProcess.run(['play', 'S1', '--json'], place.env);
    const problem = finished.status === 0 ? '' : finished.stdout + finished.stderr;
    expect({ status: finished.status, problem }).toEqual({ status: 0, problem: '' });
    const [sent, said, delivered] = [await all(own.in), await answers(), await all(own.out)];
    expect(sent.length).toBeGreaterThan(5);
    expect(said.map(({ status }) => status)).toEqual(said.map(() => 202));
    // An answer may be there twice: who took the record may have had to take it again.
    expect(new Set(said.map(({ record }) => nameOf(record)))).toEqual(new Set(sent.map(nameOf)));
    expect(delivered.length).toBeGreaterThan(0);
    expect(delivered.map(({ headers }) => headers['content-type'])).toEqual(
      delivered.map(() => expect.stringMatching(/^application\/cloudevents\+json/)),
    );
  }, 180_000);

  it('an unreadable record is answered and set aside, a repeated one gets its receipt again, and what follows is taken', async () => {
    const [known] = (await all(own.in)).filter(({ value }) => value !== null);
    const first = (await answers()).find(({ record }) => record.offset === known?.offset);
    const agency = await openKafkaLog({ access: asAgency, clientId: 'agency-dtv' });
    let answered: readonly Answer[];
    try {
      const headers = { 'content-type': 'application/cloudevents+json' };
      const record = { topic: own.in, key: null, partition: 0, headers };
      const places = await agency.publish([
        { ...record, value: Buffer.from('{"id": CANARY') },
        { ...record, headers: known?.headers ?? {}, value: known?.value ?? Buffer.alloc(0) },
      ]);
      answered = await until('both are answered', async () => {
        const said = await answers();
        const found = places.flatMap((place) => said.find(({ record }) => nameOf(record) === nameOf(place)) ?? []);
        return found.length === places.length ? found : null;
      });
    } finally {
      await agency.close();
    }
    const [unreadable, repeated] = answered;
    expect(unreadable).toMatchObject({ status: 400, record: { id: null }, problem: { code: 'invalid-content' } });
    expect(JSON.stringify(unreadable)).not.toContain('CANARY');
    expect(repeated).toMatchObject({ status: 202, receipt: { messageId: first?.receipt?.messageId } });
    const dead = await all(topics.deadLetter('DTV'));
    expect(dead.map(({ headers }) => headers['__connect.errors.topic'])).toEqual([own.in]);
    expect(place.log('adapters')).not.toContain('CANARY');
  }, 90_000);

  it('its principal reaches nothing of the hub itself, and another agency’s adapter nothing of its', async () => {
    const agency = await openKafkaLog({ access: asAgency, clientId: 'agency-dtv' });
    try {
      expect([...(await agency.topics())].sort()).toEqual(Object.values(own).sort());
      for (const topic of [topics.messages, own.out, own.receipts]) {
        const forged = { topic, key: null, partition: 0, headers: {}, value: Buffer.from('{}') };
        await expect(agency.publish([forged])).rejects.toThrow();
      }
    } finally {
      await agency.close();
    }
    expect(asAgency.login?.username).toBe(brokerUserOf(place.prefix, 'agency-dtv'));
    const settings = testSettings({ SCHAKEL_STATE: place.state, SCHAKEL_PREFIX: place.prefix });
    const coa = await openKafkaLog({ access: openBrokerAccess(settings, 'coa-adapter'), clientId: 'coa' });
    expect((await coa.topics()).filter((topic) => topic.includes('.agency.'))).toEqual([]);
    await coa.close();
  }, 60_000);
});
