import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicModule, Type } from '@nestjs/common';
import { seededRandom } from '#lib/contracts';
import { hasUnits, type Endpoint, type Party } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { verifyOriginMac } from '#lib/platform';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import { catalogueFaults } from '../manifest/catalogue-faults.js';
import type { OutgoingDelivery } from '../outbound/transport.port.js';
import { memoryRuntime, TEST_KEYS, testContracts, type MemoryRuntime } from './memory-runtime.fake.js';
import { routerRecord } from './router-record.js';
import { sampleEvent } from './sample-event.js';
import { submissionOf } from './submission-of.js';

const CASES_PER_MESSAGE = 3;
/** Attributes of a delivery (decisions 28a); nothing else may be there. */
const CLOSED_LIST =
  `specversion id type source time dataschema datacontenttype purpose legalbasis urgency subject caseref
  traceparent data`.split(/\s+/);

/**
 * What every adapter must do, whoever it is for: run against each one found on disk, over the door that agencies use. Kafka, PostgreSQL and
 * the agency are fakes; contracts, rules and HTTP are real.
 */
export function describeAdapterConformance(id: string, load: () => Promise<Type | DynamicModule>): void {
  describe(`the adapter ${id}`, () => {
    let runtime: MemoryRuntime;
    let running: RunningAdapter;

    beforeAll(async () => {
      runtime = await memoryRuntime();
      running = await startAdapter(await load(), runtime, '127.0.0.1', 0);
    }, 60_000);
    afterAll(async () => {
      await running.close();
      await runtime.log.close();
    });

    const parties = (): Party[] => running.adapter.manifest.endpoints.map(({ endpoint }) => partyOf(endpoint));
    const post = (party: Party, event: unknown): Promise<Response> =>
      fetch(`${running.url}/v1/messages`, {
        method: 'POST',
        headers: {
          authorization: runtime.bearer(party.unit === null ? party.endpoint : `${party.endpoint}:${party.unit}`),
          'content-type': 'application/cloudevents+json',
        },
        body: typeof event === 'string' ? event : JSON.stringify(event),
      });
    const inLog = (): number => caseLog(runtime).length;

    it('declares exactly what the catalogue and the rules give its endpoints', () => {
      expect(catalogueFaults(testContracts(), running.adapter.manifest)).toEqual([]);
    });

    it('loses nothing between the agency’s format and the canonical one', () => {
      const random = seededRandom(7);
      for (const { endpoint, format } of running.adapter.definition.endpoints) {
        const { sends } = running.adapter.manifest.endpoints.find((one) => one.endpoint === endpoint)!;
        for (const code of sends) {
          const content = testContracts().sample(code, random);
          const there = format.mapperFor(code)!.toAgency(content);
          expect(format.mapperFor(code)!.fromAgency(there)).toEqual({ ok: true, value: content });
        }
      }
    });

    it('accepts every message type that it may send, and writes it into the case log as its sender', async () => {
      const random = seededRandom(11);
      for (const party of parties()) {
        const { sends } = running.adapter.manifest.endpoints.find((one) => one.endpoint === party.endpoint)!;
        for (const code of sends) {
          for (let n = 0; n < CASES_PER_MESSAGE; n += 1) {
            const { event, written } = submissionOf(runtime, code, party, random);
            const response = await post(party, event);
            expect([code, response.status, response.status === 202 ? null : await response.json()]).toEqual([
              code,
              202,
              null,
            ]);
            const record = caseLog(runtime).at(-1)!;
            expect(isAuthentic(record.headers, record.value!)).toBe(true);
            expect(record.key).toBe(runtime.keys.caseKeyOf(String(written.vNumber)));
            expect(runtime.contracts.decode(record.value!)).toMatchObject({ ok: true, code, content: written });
          }
        }
      }
    });

    it('answers a repeat with the same receipt and writes nothing twice', async () => {
      const sender = parties().find((party) => firstSent(running, party.endpoint) !== null);
      if (sender === undefined) return;
      const { event } = submissionOf(runtime, firstSent(running, sender.endpoint)!, sender, seededRandom(13));
      const first = await post(sender, event);
      const before = inLog();
      const second = await post(sender, event);
      expect([first.status, second.status]).toEqual([202, 202]);
      expect(await second.json()).toEqual(await first.json());
      expect(inLog()).toBe(before);
      const changed = await post(sender, { ...event, time: '2026-03-02T08:59:00Z' });
      expect(changed.status).toBe(409);
      expect(inLog()).toBe(before);
    });

    it('refuses a message type of another agency, whatever it says', async () => {
      const before = inLog();
      for (const party of parties()) {
        const foreign = runtime.contracts.catalogue.messages.find(({ senders }) => !senders.includes(party.endpoint))!;
        const event = sampleEvent(runtime.contracts, foreign.code, party, seededRandom(17));
        expect((await post(party, event)).status).toBe(403);
        expect((await post(party, { ...event, data: {} })).status).toBe(403);
      }
      expect(inLog()).toBe(before);
    });

    it('refuses the source of another agency and a caller without a token', async () => {
      const other: Party = parties().some(({ endpoint }) => endpoint === 'COA')
        ? { endpoint: 'IND', unit: null }
        : { endpoint: 'COA', unit: null };
      for (const party of parties()) {
        const event = sampleEvent(runtime.contracts, 'M44', other, seededRandom(19));
        expect((await post(party, event)).status).toBe(403);
        expect((await post(other, event)).status).toBe(401);
      }
    });

    it('answers what is malformed with a problem and keeps nothing of it', async () => {
      const before = inLog();
      for (const body of ['', '{', '[]', '"text"', '{"specversion":"1.0","specversion":"1.0"}', '{"__proto__":{}}']) {
        const response = await post(parties()[0]!, body);
        expect([body, response.status, response.headers.get('content-type')]).toEqual([
          body,
          400,
          'application/problem+json; charset=utf-8',
        ]);
        expect(((await response.json()) as { errors: unknown[] }).errors.length).toBeGreaterThan(0);
      }
      expect(inLog()).toBe(before);
    });

    it('delivers every message type that it may receive, once, with nothing but the closed list around it', async () => {
      let offset = 0;
      for (const party of parties()) {
        const { receives } = running.adapter.manifest.endpoints.find((one) => one.endpoint === party.endpoint)!;
        for (const code of receives) {
          const content = runtime.contracts.sample(code, seededRandom(23 + offset));
          const record = routerRecord(runtime.contracts, runtime.topics, code, party, content, offset);
          offset += 1;
          await runtime.log.publish([record, record]);
          const [attempt, ...repeats] = await delivered(runtime, record.headers.ce_id!);
          expect([code, repeats.length]).toEqual([code, 0]);
          const event = JSON.parse(attempt!.body.toString('utf8')) as Record<string, unknown>;
          expect(Object.keys(event).filter((name) => !CLOSED_LIST.includes(name))).toEqual([]);
          const decoded = runtime.contracts.decodeDelivery(record.value);
          expect(decoded.ok && event.data).toEqual(decoded.ok ? decoded.content : null);
          if (party.endpoint === 'EMB') expect(attempt!.body.includes(String(content.vNumber))).toBe(false);
        }
      }
    }, 60_000);

    it('describes its door, to anybody, and says what it may be sent', async () => {
      const response = await fetch(`${running.url}/openapi.json`);
      expect(response.status).toBe(200);
      const document = (await response.json()) as { paths: Record<string, unknown> };
      expect(Object.keys(document.paths)).toEqual(['/messages', '/messages/{id}']);
    });

    it('is ready, and says so to operators alone', async () => {
      expect((await running.health.results()).filter(({ ok }) => !ok)).toEqual([]);
      for (const path of ['/health/live', '/health/ready', '/metrics'])
        expect((await fetch(`${running.url}${path}`)).status).toBe(401);
    });
  });
}

function caseLog(runtime: MemoryRuntime): readonly StoredRecord[] {
  return runtime.log.broker.topics.get(runtime.topics.messages)?.flatMap(({ records }) => records) ?? [];
}

function partyOf(endpoint: Endpoint): Party {
  const systems = testContracts().partners.all.flatMap((partner) => partner.systems);
  const unit = hasUnits(endpoint) ? (systems.find((one) => one.endpoint === endpoint)?.unit ?? null) : null;
  return { endpoint, unit };
}

function firstSent(running: RunningAdapter, endpoint: Endpoint) {
  return running.adapter.manifest.endpoints.find((one) => one.endpoint === endpoint)?.sends[0] ?? null;
}

function isAuthentic(headers: Readonly<Record<string, string>>, value: Buffer): boolean {
  return verifyOriginMac(headers['schakel-origin-mac'], { headers, value }, TEST_KEYS.origin) === 'whole';
}

/** Waits until the delivery is closed, then answers with its attempts. */
async function delivered(runtime: MemoryRuntime, deliveryId: string): Promise<readonly OutgoingDelivery[]> {
  while (runtime.memory.rows.get(deliveryId)?.state !== 'DELIVERED')
    await new Promise((resolve) => setImmediate(resolve));
  return runtime.transport.attempts.filter((attempt) => attempt.deliveryId === deliveryId);
}
