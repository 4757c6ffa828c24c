import { seededRandom } from '#lib/contracts';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';

/** What operators rely on. */
export const OPERATING_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'health-tells',
    title: 'is ready, says so when its database does not answer, and recovers',
    needs: ['inside'],
    hint: 'The adapter hides a check of the kit’s health registry, or one of its own fails.',
    run: async ({ inside }) => {
      const found = new Findings();
      found.same('what is not well', await inside!.unwell(), []);
      inside!.databaseDown(true);
      found.same('what is not well without a database', await inside!.unwell(), ['database']);
      inside!.databaseDown(false);
      found.same('what is not well with it again', await inside!.unwell(), []);
      return found.all();
    },
  },
  {
    id: 'unavailable-503',
    title: 'answers 503 with Retry-After while Kafka or the database does not answer, and then takes the same message',
    needs: ['credentials', 'messages', 'inside'],
    hint: 'Nothing may be acknowledged before the case log has it.',
    run: async (adapter) => {
      const found = new Findings();
      const submission = anySubmission(adapter, 61);
      if (submission === null) return found.all();
      const { party, event } = submission;
      const inside = adapter.inside!;
      const switches = [
        ['the database', (down: boolean) => inside.databaseDown(down)],
        ['Kafka', (down: boolean) => inside.kafkaDown(down)],
      ] as const;
      for (const [what, turn] of switches) {
        turn(true);
        const answer = await adapter.agency.submit(party, event);
        turn(false);
        found.same(`without ${what}`, answer.status, 503);
        found.holds(/^\d+$/.test(answer.headers.get('retry-after') ?? ''), `without ${what}: no Retry-After`);
      }
      found.same('afterwards', (await adapter.agency.submit(party, event)).status, 202);
      return found.all();
    },
  },
  {
    id: 'figures-closed',
    title: 'shows neither health nor figures to those who reach its door',
    needs: ['door'],
    hint: 'Health and metrics belong on the operators’ port: one municipality must not read off it what another receives.',
    run: async (adapter) => {
      const found = new Findings();
      for (const path of ['/metrics', '/health/live', '/health/ready']) {
        const { status } = await adapter.agency.call({ path, as: null });
        found.holds([401, 404].includes(status), `${path}: answers ${status}`);
      }
      return found.all();
    },
  },
  {
    id: 'logs-clean',
    title: 'writes no value of a message into its log, whatever becomes of it',
    needs: ['credentials', 'messages', 'inside'],
    hint: 'Log ids, codes and counts. The finding says after what the value appeared.',
    run: async (adapter) => {
      const found = new Findings();
      const inside = adapter.inside!;
      const submission = anySubmission(adapter, 62);
      if (submission !== null) {
        const { party, event, written } = submission;
        const planted = plantedIn(written);
        await adapter.agency.submit(party, event);
        await adapter.agency.submit(party, { ...event, time: '2026-03-02T08:00:00Z' });
        const contentType = adapter.agency.contentType(party);
        const wrong = adapter.agency.write(party, { ...event, id: 'wrong' }).toString('utf8');
        await adapter.agency.post(`${wrong} ${planted.join(' ')}`, { as: party, contentType });
        for (const value of planted) {
          await adapter.agency.post(wrong.replace(value, `${value}?`), { as: party, contentType });
        }
        inside.kafkaDown(true);
        await adapter.agency.submit(party, { ...event, id: 'while-kafka-is-down' });
        inside.kafkaDown(false);
        found.same(
          'values in the log after submissions',
          planted.filter((value) => inside.logged().includes(value)).length,
          0,
        );
      }
      const [party] = adapter.parties;
      const code = adapter.endpoints.find(({ endpoint }) => endpoint === party?.endpoint)?.receives[0];
      if (party !== undefined && code !== undefined) {
        const { deliveryId, record, content, vNumber } = inside.routed(code, party, 63);
        inside.answerNext(
          { kind: 'failed', failure: 'endpoint', reason: 'http-503', retryAfterMs: null },
          { kind: 'failed', failure: 'message', reason: 'http-422', retryAfterMs: null },
        );
        await inside.give(record);
        await inside.attempts(deliveryId);
        const planted = plantedIn({ ...content, vNumber });
        found.same(
          'values in the log after a refused delivery',
          planted.filter((value) => inside.logged().includes(value)).length,
          0,
        );
      }
      return found.all();
    },
  },
  {
    id: 'stops-clean',
    title: 'stops when told to, with no attempt left half done and its door closed',
    needs: ['inside', 'stop'],
    hint: 'Something of the adapter’s own does not end with the Nest application.',
    run: async (adapter) => {
      const found = new Findings();
      const [party] = adapter.parties;
      const code = adapter.endpoints.find(({ endpoint }) => endpoint === party?.endpoint)?.receives[0];
      if (party !== undefined && code !== undefined) {
        await adapter.inside!.give(...[71, 72, 73].map((seed) => adapter.inside!.routed(code, party, seed).record));
      }
      await adapter.close();
      found.same('attempts begun and not ended', adapter.inside!.openAttempts(), 0);
      const reached = await adapter.agency.call({ path: '/openapi.json', as: null }).then(
        () => true,
        () => false,
      );
      found.holds(!reached, 'the door still answers');
      return found.all();
    },
  },
];

function anySubmission(adapter: AdapterUnderTest, seed: number) {
  for (const party of adapter.parties) {
    const code = adapter.endpoints.find(({ endpoint }) => endpoint === party.endpoint)?.sends[0];
    const submission = code === undefined ? null : adapter.submission(code, party, seededRandom(seed));
    if (submission !== null) return { party, ...submission };
  }
  return null;
}

/** Texts of a content that can't stand in a log by chance: no codes, no dates, nothing short. */
function plantedIn(content: unknown): readonly string[] {
  if (typeof content === 'string') return content.length >= 8 && !/^[A-Z_]+$|^\d{4}-/.test(content) ? [content] : [];
  return typeof content === 'object' && content !== null ? Object.values(content).flatMap(plantedIn) : [];
}
