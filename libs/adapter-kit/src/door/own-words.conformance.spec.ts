import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { createLogger } from '#lib/platform';
import { memoryRuntime, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { writeEvent } from '../definition/write-event.js';
import { loadAdapterModule } from '../host/load-adapter-module.js';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';

const GEM = { endpoint: 'GEM', unit: '0599' } as const;
const CANARY = 'Kanarie-7f3a';

interface Answer {
  readonly status: number;
  readonly body: { readonly errors?: readonly { readonly pointer: string; readonly code: string }[] };
}
type Document = Record<string, Record<string, unknown>>;

/** The municipalities' door stands for all that have words of their own. */
describe('a door with words of its own, given bad input', () => {
  let runtime: MemoryRuntime;
  let running: RunningAdapter;
  const logged: string[] = [];

  beforeAll(async () => {
    const logger = createLogger('door', {
      level: 'debug',
      destination: { write: (line: string) => logged.push(line) },
    });
    runtime = await memoryRuntime({ logger });
    running = await startAdapter(await loadAdapterModule('municipalities-adapter'), runtime, '127.0.0.1', 0);
  });
  afterAll(async () => {
    await running.close();
    await runtime.log.close();
  });

  const document = (changes: Record<string, unknown> = {}): Document => {
    const { format } = running.adapter.definition.endpoints[0]!;
    const event = { ...sampleEvent(testContracts(), 'M41', GEM, seededRandom(3)), ...changes };
    const written = writeEvent(format, 'M41', event);
    return written.ok ? (JSON.parse(written.body.toString('utf8')) as Document) : {};
  };
  const send = async (body: unknown, contentType = 'application/json'): Promise<Answer> => {
    const { fetch, headers } = runtime.credentials('GEM:0599', 'municipalities-adapter');
    const response = await fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { ...headers, 'content-type': contentType },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const places = ({ body }: Answer): readonly string[] =>
    [...new Set((body.errors ?? []).map(({ pointer }) => pointer))].sort();
  const inLog = (): number =>
    runtime.log.broker.topics.get(runtime.topics.messages)!.reduce((sum, { records }) => sum + records.length, 0);

  it('names every fault in the sender’s own words’ places, and repeats nothing of what was sent', async () => {
    const before = inLog();
    const { stuurgegevens, verwerking, object } = document();
    const answer = await send({
      stuurgegevens: { ...stuurgegevens, tijdstipGebeurtenis: CANARY, prioriteit: CANARY, [CANARY]: CANARY },
      verwerking: { ...verwerking, doelbinding: CANARY },
      object: {
        ...object,
        [CANARY]: CANARY,
        vreemdelingenidentificatie: CANARY,
        onderdak: CANARY,
        ingeschrevene: { naam: CANARY, geboorte: { datum: CANARY }, geslachtsaanduiding: CANARY },
      },
    });
    expect(answer.status).toBe(400);
    expect(places(answer)).toEqual(
      [
        '/object',
        '/object/ingeschrevene/geboorte/datum',
        '/object/ingeschrevene/geslachtsaanduiding',
        '/object/ingeschrevene/naam',
        '/object/ingeschrevene/naam/geslachtsnaam',
        '/object/ingeschrevene/nationaliteiten',
        '/object/onderdak',
        '/object/vreemdelingenidentificatie',
        '/stuurgegevens',
        '/stuurgegevens/prioriteit',
        '/stuurgegevens/tijdstipGebeurtenis',
        '/verwerking/doelbinding',
      ].sort(),
    );
    expect(JSON.stringify(answer.body)).not.toContain(CANARY);
    expect(inLog()).toBe(before);
  });

  it.each([
    [
      'a date of the hub’s own form',
      (one: Document) => (one.object!.ingeschrevene = { geboorte: { datum: '1990-05-01' } }),
    ],
    [
      'a day that does not exist',
      (one: Document) => (one.object!.ingeschrevene = { geboorte: { datum: '30-02-1990' } }),
    ],
  ])('refuses %s', async (_title, change) => {
    const one = document();
    change(one);
    const answer = await send(one);
    expect([answer.status, places(answer).includes('/object/ingeschrevene/geboorte/datum')]).toEqual([400, true]);
  });

  it('refuses the hub’s own JSON, whatever media type it claims', async () => {
    const event = JSON.stringify(sampleEvent(testContracts(), 'M41', GEM, seededRandom(4)));
    expect((await send(event, 'application/cloudevents+json')).status).toBe(415);
    const answer = await send(event);
    expect([answer.status, places(answer)]).toEqual([
      400,
      [
        '',
        '/object',
        '/stuurgegevens/berichtcode',
        '/stuurgegevens/referentienummer',
        '/stuurgegevens/tijdstipGebeurtenis',
        '/stuurgegevens/zender',
      ],
    ]);
  });

  it('takes the source of another municipality for a lie', async () => {
    const one = document({ source: testContracts().partners.sourceOf({ endpoint: 'GEM', unit: '0344' }) });
    expect((await send(one)).status).toBe(403);
  });

  it('refuses what is too deep, too many or meant for a prototype, as every door does', async () => {
    for (const body of [
      '['.repeat(100_000),
      `{"object":[${'1,'.repeat(60_000)}1]}`,
      '{"object":{"__proto__":{"a":1}}}',
      '{"object":{},"object":{}}',
    ]) {
      expect((await send(body)).status).toBe(400);
    }
  });

  it('makes one message of the same document sent with other spacing and order', async () => {
    const one = document({ id: 'twice' });
    const { stuurgegevens, verwerking, object } = one;
    const before = inLog();
    const first = await send(one);
    const second = await send(JSON.stringify({ object, verwerking, stuurgegevens }, null, 4));
    expect([first.status, second.status, second.body]).toEqual([202, 202, first.body]);
    expect(inLog() - before).toBe(1);
  });

  it('wrote none of it into its log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toMatch(new RegExp(`${CANARY}|\\b99990\\d{5}\\b`));
  });
});
