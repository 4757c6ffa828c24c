import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadContracts } from '#lib/contracts';
import { openKafkaLog, type MessageLog } from '#lib/messaging';
import { testBroker } from '#lib/testing';
import { AgencyCallers } from './driver/agency-callers.js';
import { HubPlace, SchakelProcess } from './driver/schakel-process.js';

const ROOT = resolve(import.meta.dirname, '../..');

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: {
    readonly status?: number;
    readonly title?: string;
    readonly detail?: string;
    readonly code?: string;
    readonly messageId?: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  };
}

describe('When bad input arrives at an adapter’s door', () => {
  const place = new HubPlace();
  const contracts = loadContracts({ root: ROOT });
  let hub: SchakelProcess;
  let log: MessageLog;
  let agencies: AgencyCallers;

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env);
    await hub.whenUp(place);
    log = await openKafkaLog({ access: testBroker(), clientId: 'bad-input' });
    agencies = new AgencyCallers(place, contracts);
  }, 180_000);

  afterAll(async () => {
    agencies?.close();
    await log?.close();
    await hub?.stop();
    await place.remove();
  }, 60_000);

  it('a good message is accepted, so that what follows is refused for its fault alone', async () => {
    const answer = await submit(event());
    expect([answer.status, answer.body.messageId !== undefined]).toEqual([202, true]);
  });

  it('wrong fields are all named, by place and code, without their values', async () => {
    const answer = await refused(
      event({ departureTermDays: 'PLANTEDVALUE1', suspensiveEffect: 'PLANTEDVALUE2', unknownField: 'PLANTEDVALUE3' }),
    );
    expect(answer.status).toBe(400);
    const places = (answer.body.errors ?? []).map(({ pointer }) => pointer).join(' ');
    for (const field of ['departureTermDays', 'suspensiveEffect', 'unknownField']) expect(places).toContain(field);
    expect(JSON.stringify(answer.body)).not.toContain('PLANTEDVALUE');
    expect(place.log('adapters')).not.toContain('PLANTEDVALUE');
  });

  it('a V-number of the wrong form is refused and never repeated', async () => {
    const answer = await refused(event({ vNumber: '12345X7890' }));
    expect([answer.status, (answer.body.errors ?? []).some(({ pointer }) => pointer.endsWith('/vNumber'))]).toEqual([
      400,
      true,
    ]);
    expect(JSON.stringify(answer.body) + place.log('adapters')).not.toContain('12345X7890');
  });

  it('an unknown type is a 400', async () => {
    const answer = await refused({ ...event(), type: 'nl.vreemdelingenketen.terugkeerzaken.no-such-message.v1' });
    expect(answer.status).toBe(400);
  });

  it('broken JSON is a 400', async () => {
    expect((await refused('{"specversion":"1.0",')).status).toBe(400);
  });

  it('another agency’s message type is a 403', async () => {
    const m31 = contracts.message('M31');
    const data = contracts.sample('M31', Math.random, {}, { at: new Date().toISOString() });
    const answer = await refused({ ...event(), type: m31?.type, purpose: 'AVRR', data });
    expect(answer.status).toBe(403);
  });

  it('another agency’s source is a 403, for who one is comes from the token', async () => {
    const source = contracts.partners.sourceOf({ endpoint: 'COA', unit: null });
    expect((await refused({ ...event(), source })).status).toBe(403);
  });

  it('no token, or one that nobody has, is a 401', async () => {
    expect((await refused(event(), { authorization: '' })).status).toBe(401);
    expect((await refused(event(), { authorization: 'Bearer nobody' })).status).toBe(401);
  });

  it('a body over 1 MiB is a 413, and another media type a 415', async () => {
    const large = { ...event(), data: { ...event().data, grounds: 'x'.repeat(1024 * 1024) } };
    expect((await refused(large)).status).toBe(413);
    expect((await refused(event(), { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('a used id with other content is a 409; with the same content it is the same receipt', async () => {
    const first = event();
    const receipt = await submit(first);
    const again = await submit(first);
    expect([again.status, again.body.messageId]).toEqual([202, receipt.body.messageId]);
    const other = await submit({
      ...first,
      data: { ...first.data, suspensiveEffect: !first.data['suspensiveEffect'] },
    });
    expect([other.status, other.type]).toEqual([409, 'application/problem+json']);
  });

  it('a time more than five minutes ahead is a 400', async () => {
    const time = new Date(Date.now() + 10 * 60_000).toISOString();
    expect((await refused({ ...event(), time })).status).toBe(400);
  });

  function event(changes: Record<string, unknown> = {}) {
    const time = new Date(Date.now() - 60_000).toISOString();
    const contract = contracts.message('M02');
    const envelope = contracts.sampleEnvelope('M02', time);
    return {
      specversion: '1.0',
      id: randomUUID(),
      source: contracts.partners.sourceOf({ endpoint: 'IND', unit: null }),
      type: contract?.type,
      time,
      datacontenttype: 'application/json',
      purpose: envelope.purpose,
      legalbasis: envelope.legalBasis.join(','),
      urgency: 'U2',
      data: { ...contracts.sample('M02', Math.random, {}, { at: time }), ...changes } as Record<string, unknown>,
    };
  }

  /** Sends what must be refused, and makes sure that nothing of it reached Kafka and that the answer is problem+json. */
  async function refused(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const before = await messagesInLog();
    const answer = await submit(body, headers);
    expect([answer.type, answer.body.status, typeof answer.body.title, typeof answer.body.detail]).toEqual([
      'application/problem+json',
      answer.status,
      'string',
      'string',
    ]);
    expect(await messagesInLog()).toBe(before);
    return answer;
  }

  async function messagesInLog(): Promise<number> {
    const ends = await log.ends(`${place.hub().prefix}.messages.v1`);
    return ends.reduce((sum, { high }) => sum + high, 0);
  }

  async function submit(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await agencies.call('IND', '/v1/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type')?.split(';')[0] ?? null,
      body: JSON.parse(text) as Answer['body'],
    };
  }
});
