import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { seededRandom } from '#lib/contracts';
import { silentLogger } from '#lib/platform';
import { testHub } from '#lib/testing';
import { REGISTRY_MEDIA_TYPE } from './registry-error.js';
import { startRegistry } from './start-registry.js';

const { programs } = testHub();
const { contracts } = programs.newest;
let app: NestFastifyApplication;
let host: string;

beforeAll(async () => {
  app = await startRegistry(contracts.registry, { host: '127.0.0.1', port: 0 }, silentLogger);
  const { port } = app.getHttpServer().address() as AddressInfo;
  host = `http://127.0.0.1:${port}`;
});

afterAll(() => app.close());

async function ask(path: string, init?: RequestInit): Promise<{ status: number; type: string; body: unknown }> {
  const answer = await fetch(`${host}${path}`, init);
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  return { status: answer.status, type, body: await answer.json() };
}

const SUBJECT = '/subjects/coa.departure-interview-report';

describe('the schema registry', () => {
  it('lets a standard client read a message and a delivery', async () => {
    const client = new SchemaRegistry({ host });
    const content = contracts.sample('M06', seededRandom(1), {}, { full: true });
    const value = contracts.encode('M06', content);
    expect(await client.decode(value)).toMatchObject({ vNumber: content['vNumber'], narrative: content['narrative'] });
    const delivery = contracts.project(value, 'M06', 'COA', { removed: ['narrative'], masked: [] });
    const read = (await client.decode(delivery)) as Record<string, unknown>;
    expect([read['vNumber'], 'narrative' in read]).toEqual([content['vNumber'], false]);
  });

  it('lists subjects, versions and schemas as Confluent does', async () => {
    const subjects = (await ask('/subjects')).body as string[];
    expect(subjects).toEqual(expect.arrayContaining(['coa.departure-interview-report']));
    const latest = await ask(`${SUBJECT}/versions/latest`);
    expect(latest).toMatchObject({ status: 200, type: REGISTRY_MEDIA_TYPE, body: { version: 1 } });
    const { id, schema } = latest.body as { id: number; schema: string };
    expect((await ask(`/schemas/ids/${id}`)).body).toMatchObject({ schema });
    expect((await ask(`${SUBJECT}/versions`)).body).toEqual([1]);
    expect((await ask(`${SUBJECT}/versions/1/schema`)).body).toEqual(JSON.parse(schema));
    expect((await ask(`/schemas/ids/${id}/versions`)).body).toEqual([
      { subject: 'coa.departure-interview-report', version: 1 },
    ]);
    expect((await ask('/schemas/types')).body).toEqual(['AVRO']);
    expect((await ask('/config')).body).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' });
    expect((await ask('/mode')).body).toEqual({ mode: 'READONLY' });
  });

  it.each([
    ['/subjects/nobody/versions', 404, 40401],
    [`${SUBJECT}/versions/99`, 404, 40402],
    [`${SUBJECT}/versions/first`, 422, 42202],
    ['/schemas/ids/1', 404, 40403],
    ['/schemas/ids/one', 404, 40403],
  ])('answers %s with %i and its own error body', async (path, status, code) => {
    const answer = await ask(path);
    expect(answer).toMatchObject({ status, type: REGISTRY_MEDIA_TYPE, body: { error_code: code } });
  });

  it('tells a producer the id of a schema it has, and takes no new one', async () => {
    const latest = (await ask(`${SUBJECT}/versions/latest`)).body as { schema: string; id: number };
    const post = (body: object): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': REGISTRY_MEDIA_TYPE },
      body: JSON.stringify(body),
    });
    expect((await ask(SUBJECT, post({ schema: latest.schema }))).body).toMatchObject({ id: latest.id, version: 1 });
    expect((await ask(`${SUBJECT}/versions`, post({ schema: latest.schema }))).body).toEqual({ id: latest.id });
    const refused = await ask(`${SUBJECT}/versions`, post({ schema: '"string"' }));
    expect(refused).toMatchObject({ status: 422, body: { error_code: 42205 } });
  });
});
