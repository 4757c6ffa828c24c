import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HealthModule } from '../health/health.module.js';
import { HealthRegistry } from '../health/health-registry.js';
import { createLogger } from '../logging/create-logger.js';
import { Metrics } from '../metrics/metrics.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { createHttpApp } from './create-http-app.js';
import { listenOn } from './listen-on.js';
import { ProblemException } from './problem.js';

const LIMIT = 2048;
const logged: string[] = [];
const health = new HealthRegistry();
const metrics = new Metrics();
const failing = { broker: false };

@Controller('v1/messages')
class EchoController {
  @Post()
  take(@Body() body: unknown): { kind: string } {
    return { kind: typeof body };
  }

  @Get(':id')
  find(@Param('id') id: string): never {
    if (id === 'crash') throw new Error('Crashing on "CANARY".');
    const errors = [{ pointer: '/a', code: 'VAL-01', message: 'has a wrong form' }];
    throw new ProblemException({ status: 429, code: 'too-many', detail: 'Wait.', retryAfterSeconds: 3, errors });
  }
}

@Module({ imports: [HealthModule.forRoot(health), MetricsModule.forRoot(metrics)], controllers: [EchoController] })
class EchoModule {}

@Controller('v1/raw')
class RawController {
  @Post()
  take(@Body() body: Buffer): string {
    return body.toString('utf8');
  }
}

@Module({ controllers: [RawController] })
class RawModule {}

describe('the HTTP bootstrap', () => {
  let app: NestFastifyApplication;
  let url: string;
  let port: number;

  beforeAll(async () => {
    const logger = createLogger('http', { level: 'debug', destination: { write: (line) => void logged.push(line) } });
    app = await createHttpApp(EchoModule, { logger, bodyLimit: LIMIT });
    ({ url, port } = await listenOn(app, '127.0.0.1', 0));
    health.add('broker', () => (failing.broker ? Promise.reject(new Error('CANARY')) : undefined));
    metrics.counter('messages_total', 'Messages.').inc();
  });
  afterAll(() => app.close());

  const post = (
    body: string | Buffer,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ): Promise<Response> =>
    fetch(`${url}/v1/messages`, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers,
    });

  async function problem(response: Response): Promise<{ status: number; code: string; text: string }> {
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const text = await response.text();
    const body = JSON.parse(text) as Record<string, unknown>;
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['type', 'title', 'status', 'detail', 'code']));
    expect(body['status']).toBe(response.status);
    return { status: response.status, code: String(body['code']), text };
  }

  async function raw(text: string, at = port): Promise<string> {
    const socket = connect(at, '127.0.0.1');
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.write(text);
    await once(socket, 'close');
    return Buffer.concat(parts).toString();
  }

  it('puts version and security headers on every answer and names no software', async () => {
    for (const response of [await post('{}'), await fetch(`${url}/nowhere`), await fetch(`${url}/%2`)]) {
      expect(response.headers.get('api-version')).toBe('1.0.0');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('x-frame-options')).toBe('DENY');
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(response.headers.get('strict-transport-security')).toContain('max-age');
      expect(response.headers.get('x-powered-by')).toBeNull();
      expect(response.headers.get('server')).toBeNull();
    }
  });

  it('takes a body of exactly the limit and refuses one byte more with 413', async () => {
    const full = JSON.stringify('a'.repeat(LIMIT - 2));
    expect((await post(full)).status).toBe(201);
    expect(await problem(await post(JSON.stringify('a'.repeat(LIMIT - 1))))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/json garbage',
    'application/json\tx',
    'application/jsonx',
    'APPLICATION/JSON;charset=utf-16',
    'application/json, text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('refuses media type %p with 415', async (type) => {
    expect(await problem(await post('{}', { 'content-type': type }))).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
    });
  });

  it.each(['application/json', 'application/cloudevents+json; charset=UTF-8', 'APPLICATION/JSON;charset="utf-8"'])(
    'takes media type %p',
    async (type) => {
      expect((await post('{}', { 'content-type': type })).status).toBe(201);
    },
  );

  it('refuses a compressed body and one without media type with 415', async () => {
    const zipped = await post(gzipSync('{}'), { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect((await problem(zipped)).status).toBe(415);
    const bare = await raw('POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}');
    expect(bare).toContain('HTTP/1.1 415');
  });

  it('refuses broken JSON with 400 and does not repeat it', async () => {
    const answer = await problem(await post('{"name":"CANARY"'));
    expect(answer).toMatchObject({ status: 400, code: 'malformed-json' });
    expect(answer.text).not.toContain('CANARY');
  });

  it('tells an unknown path (404) from an unknown method (405, with Allow)', async () => {
    expect(await problem(await fetch(`${url}/v1/CANARY`))).toMatchObject({ status: 404, code: 'not-found' });
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET']) {
      const response = await fetch(`${url}/v1/messages`, { method });
      expect(response.headers.get('allow')).toBe('POST');
      expect(await problem(response)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    }
    expect((await fetch(`${url}/v1/messages/x`, { method: 'HEAD' })).status).toBe(405);
    const overridden = await post('{}', { 'content-type': 'application/json', 'x-http-method-override': 'DELETE' });
    expect(overridden.status).toBe(201);
  });

  it.each([
    '//v1/messages',
    '/v1/messages/',
    '/v1%2fmessages',
    '/v1/messages;x=1',
    '/%2e%2e/v1',
    '/%zz',
    `/${'a'.repeat(8000)}`,
  ])('refuses the path %.30s', async (path) => {
    const answer = await raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404)/);
    expect(answer).toContain('application/problem+json');
  });

  it('refuses headers that are too large with 431, and what is not HTTP with 400', async () => {
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(65_536)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431[^]*problem\+json/,
    );
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400[^]*problem\+json/);
  });

  it('closes a request that does not arrive in time with 408', async () => {
    const slow =
      'POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n';
    const logger = createLogger('http', { destination: { write: (line) => void logged.push(line) } });
    const hasty = await createHttpApp(EchoModule, { logger, requestTimeoutMs: 500 });
    const at = await listenOn(hasty, '127.0.0.1', 0);
    expect(await raw(slow, at.port)).toMatch(/HTTP\/1\.1 408/);
    await hasty.close();
  });

  it('passes on the problem that a controller names', async () => {
    const response = await fetch(`${url}/v1/messages/1`);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await problem(response)).toMatchObject({
      status: 429,
      code: 'too-many',
      text: expect.stringContaining('/a'),
    });
  });

  it('answers a crash with 500 and shows its text to nobody', async () => {
    const answer = await problem(await fetch(`${url}/v1/messages/crash`));
    expect(answer).toMatchObject({ status: 500, code: 'internal-error' });
    expect(answer.text).not.toContain('CANARY');
  });

  it('is live while it runs, and ready while every check passes and it is not stopping', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready', checks: { broker: 'ok' } });
    failing.broker = true;
    expect(await problem(await fetch(`${url}/health/ready`))).toMatchObject({ status: 503, code: 'not-ready' });
    failing.broker = false;
    health.startStopping();
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  });

  it('shows its figures in the Prometheus format', async () => {
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('messages_total 1');
  });

  it('hands over the bytes as they came where a door reads them itself', async () => {
    const logger = createLogger('http', { destination: { write: (line) => void logged.push(line) } });
    const bytes = await createHttpApp(RawModule, { logger, rawBody: true });
    const at = await listenOn(bytes, '127.0.0.1', 0);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${at.url}/v1/raw`, { method: 'POST', body: '{"a":1,"a":', headers });
    expect(await answer.text()).toBe('{"a":1,"a":');
    expect((await fetch(`${at.url}/v1/raw`, { method: 'POST', body: 'x' })).status).toBe(415);
    await bytes.close();
  });

  it('has written nothing of what was sent into the log', () => {
    expect(logged.join('')).not.toContain('CANARY');
    expect(logged.join('')).toContain('"status":415');
  });
});
