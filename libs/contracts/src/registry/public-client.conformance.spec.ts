import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SchemaRegistry as PublicClient } from '@kafkajs/confluent-schema-registry';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadContracts, REGISTRY_MEDIA_TYPE, registryAnswer, seededRandom } from '#lib/contracts';

const contracts = loadContracts({
  root: process.cwd(),
  access: (_code, endpoint, field) => (field === 'vNumber' && endpoint === 'EMB' ? 'never' : 'always'),
});

const server: Server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://registry');
  const answer = registryAnswer(contracts.registry, { method: request.method ?? 'GET', path: pathname });
  response.writeHead(answer.status, { 'content-type': REGISTRY_MEDIA_TYPE });
  response.end(JSON.stringify(answer.body));
});
let client: PublicClient;

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  client = new PublicClient({
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    retry: { retries: 0 },
  });
});
afterAll(async () => {
  const closed = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await closed;
});

describe('a public registry client', () => {
  it('reads records of the case log, following references to common types', async () => {
    for (const code of ['M01', 'M06', 'M37', 'H1'] as const) {
      const content = contracts.sample(code, seededRandom(1), {}, { full: true });
      const read = (await client.decode(contracts.encode(code, content))) as Record<string, unknown>;
      expect(read['vNumber']).toBe(content['vNumber']);
    }
  });

  it('reads deliveries with nothing but the schema of what the agency may see', async () => {
    const content = contracts.sample('M06', seededRandom(1), {}, { full: true });
    const cell = { removed: ['narrative'], masked: [] };
    const delivery = contracts.project(contracts.encode('M06', content), 'M06', 'COA', cell);
    const read = (await client.decode(delivery)) as Record<string, unknown>;
    expect(read).toMatchObject({ vNumber: content['vNumber'], narrative: null, outcomeCodes: content['outcomeCodes'] });
  });

  it('writes what the hub reads', async () => {
    const id = contracts.message('log-opened')?.schemaId ?? 0;
    const value = await client.encode(id, { logId: 'log', partitions: 6 });
    expect(contracts.decode(value)).toMatchObject({
      ok: true,
      code: 'log-opened',
      content: { logId: 'log', partitions: 6 },
    });
  });

  it('finds the latest version of a subject', async () => {
    const id = contracts.message('M06')?.schemaId;
    expect(await client.getLatestSchemaId('departure-interview-report')).toBe(id);
    await expect(client.getLatestSchemaId('nonsense')).rejects.toThrow('Subject not found');
  });
});

describe('the REST subset', () => {
  const ask = (method: string, path: string, body?: unknown, query?: Record<string, string>) =>
    registryAnswer(contracts.registry, { method, path, body, ...(query === undefined ? {} : { query }) });
  const errorCode = (answer: { body: unknown }): unknown => (answer.body as { error_code?: number }).error_code;

  it('answers with the error codes of Confluent', () => {
    expect(errorCode(ask('GET', '/schemas/ids/1'))).toBe(40403);
    expect(errorCode(ask('GET', '/schemas/ids/x'))).toBe(40403);
    expect(errorCode(ask('GET', '/subjects/nonsense/versions'))).toBe(40401);
    expect(errorCode(ask('GET', '/subjects/departure-plan/versions/2'))).toBe(40402);
    expect(errorCode(ask('GET', '/subjects/departure-plan/versions/0'))).toBe(42202);
    expect(errorCode(ask('PUT', '/config', { compatibility: 'NONE' }))).toBe(42205);
    expect(errorCode(ask('DELETE', '/subjects/departure-plan'))).toBe(42205);
    expect(ask('GET', '/%ff').status).toBe(404);
    expect(ask('GET', '/../etc').status).toBe(404);
  });

  it('registers nothing new, and gives the id of what is there', () => {
    const schema = contracts.registry.version('departure-plan', 'latest')?.schema ?? '';
    const id = contracts.message('M07')?.schemaId;
    expect(ask('POST', '/subjects/departure-plan/versions', { schema })).toEqual({ status: 200, body: { id } });
    expect(ask('POST', '/subjects/departure-plan', { schema }).body).toMatchObject({ id, version: 1 });
    expect(errorCode(ask('POST', '/subjects/departure-plan/versions', { schema: '"string"' }))).toBe(42205);
    expect(errorCode(ask('POST', '/subjects/departure-plan', { schema: '"string"' }))).toBe(40403);
    expect(errorCode(ask('POST', '/subjects/departure-plan'))).toBe(40403);
  });

  it('tells compatibility, level and mode', () => {
    const schema = contracts.registry.version('departure-plan', 'latest')?.schema ?? '';
    const path = '/compatibility/subjects/departure-plan/versions/latest';
    expect(ask('POST', path, { schema }, { verbose: 'true' }).body).toEqual({ is_compatible: true, messages: [] });
    expect(ask('POST', path, { schema: '"string"' }).body).toEqual({ is_compatible: false });
    expect(ask('GET', '/config').body).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' });
    expect(ask('GET', '/mode').body).toEqual({ mode: 'READONLY' });
    expect(ask('GET', '/subjects', undefined, { subjectPrefix: 'emb.' }).body).toHaveLength(45);
    expect(ask('GET', '/schemas/types').body).toEqual(['AVRO']);
  });
});
