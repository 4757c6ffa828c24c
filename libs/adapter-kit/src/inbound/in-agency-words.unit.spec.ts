import { beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { memoryRuntime, testContracts, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { sampleEvent } from '../conformance/sample-event.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import { readEvent } from '../definition/read-event.js';
import { writeEvent } from '../definition/write-event.js';
import { InboundPipeline } from './inbound-pipeline.js';

const COA = { endpoint: 'COA', unit: null } as const;
const STRANGE = { pointer: '/kop', code: 'unknown-member', message: 'One member too many.' };
const WRONG_WORD = { pointer: '/inhoud/soort', code: 'unknown-word', message: 'Not a word of the list.' };

/** `inhoud` for data, `soort` for locationType; one fault of each kind on demand. */
const dutch: AgencyFormat = {
  ...canonicalJson,
  name: 'dutch-json',
  language: 'nl',
  mediaTypes: ['application/json'],
  parse: (body) => {
    const parsed = canonicalJson.parse(body);
    if (!parsed.ok) return parsed;
    const { inhoud, kop, ...attributes } = parsed.document.attributes;
    return { ok: true, document: { attributes, data: inhoud }, errors: kop === undefined ? [] : [STRANGE] };
  },
  compose: (_code, { attributes, data }) => ({
    ok: true,
    body: Buffer.from(JSON.stringify({ ...attributes, inhoud: data })),
  }),
  mapperFor: () => ({
    fromAgency: (data) => {
      const { soort, ...rest } = data as Record<string, unknown>;
      const value = { ...rest, ...(soort === 'asielzoekerscentrum' ? { locationType: 'AZC' } : {}) };
      return soort === 'asielzoekerscentrum' ? { ok: true, value } : { ok: false, errors: [WRONG_WORD], value };
    },
    toAgency: ({ locationType, ...rest }) => {
      if (locationType !== 'AZC') throw new Error(`no word for ${String(locationType)}`);
      return { ...rest, soort: 'asielzoekerscentrum' };
    },
  }),
  locate: (_code, pointer) => pointer.replace('/data/locationType', '/inhoud/soort').replace('/data', '/inhoud'),
};

describe('a message in an agency’s own words', () => {
  let runtime: MemoryRuntime;
  let pipeline: InboundPipeline;

  beforeEach(async () => {
    runtime = await memoryRuntime();
    const { contracts, log, database, keys, clock, storyClock, topics, logger } = runtime;
    const { submissions, stops, references } = database;
    const topic = topics.messages;
    const parts = { contracts, log, submissions, stops, references, keys, clock, storyClock, topic, logger };
    pipeline = new InboundPipeline({ ...parts, formatOf: () => dutch });
  });

  const event = (): Record<string, unknown> =>
    sampleEvent(testContracts(), 'M09', COA, seededRandom(1), { locationType: 'AZC' });
  const written = (): Record<string, unknown> => {
    const composed = writeEvent(dutch, 'M09', event());
    return composed.ok ? (JSON.parse(composed.body.toString('utf8')) as Record<string, unknown>) : {};
  };
  const send = (document: unknown, mediaType = 'application/json'): ReturnType<InboundPipeline['receive']> =>
    pipeline.receive({
      client: { name: 'coa', parties: [COA], scopes: new Set(['send:M09']) },
      body: Buffer.from(JSON.stringify(document)),
      mediaType,
      storyTime: null,
    });

  it('reaches the case log in the hub’s words', async () => {
    expect(await send(written())).toMatchObject({ ok: true });
    const [record] = runtime.log.broker.topics.get(runtime.topics.messages)![0]!.records;
    expect(testContracts().decode(record!.value!)).toMatchObject({ ok: true, content: event().data as object });
  });

  it('is taken in the media types of its format only, and the answer names them', async () => {
    const refused = await send(written(), 'application/cloudevents+json');
    expect(refused).toMatchObject({ ok: false, problem: { status: 415 } });
    expect(JSON.stringify(refused)).toContain('application/json');
  });

  it('is answered with every fault at once, each in its place in the sender’s own document and once', async () => {
    const { vNumber: _gone, ...inhoud } = written().inhoud as Record<string, unknown>;
    const answer = await send({ ...written(), kop: 1, caseref: '!', inhoud: { ...inhoud, soort: 'kasteel' } });
    expect(answer).toMatchObject({ ok: false, problem: { status: 400 } });
    const pointers = answer.ok ? [] : answer.problem.errors?.map((error) => (error as { pointer: string }).pointer);
    expect(pointers).toEqual(['/kop', '/inhoud/soort', '/caseref', '/inhoud/vNumber']);
    expect(JSON.stringify(answer)).not.toContain('kasteel');
  });

  it('is the same event when written and read again', () => {
    const composed = writeEvent(dutch, 'M09', event());
    expect(composed.ok && readEvent(testContracts(), dutch, composed.body)).toEqual({ ok: true, value: event() });
  });

  it('is not written at all when a word is missing, and the failure quotes nothing', () => {
    const failed = writeEvent(dutch, 'M09', { data: { locationType: 'SECRET' } });
    expect(failed).toMatchObject({ ok: false, errors: [{ code: 'not-composable' }] });
    expect(JSON.stringify(failed)).not.toContain('SECRET');
  });

  it.each(['[]', 'null', '"text"', '1'])('is no event when the body is %s', (body) => {
    expect(canonicalJson.parse(Buffer.from(body))).toMatchObject({ ok: false, errors: [{ code: 'not-an-event' }] });
  });
});
