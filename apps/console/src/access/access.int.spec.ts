import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATOR_ROLES } from '#lib/trust';
import { ConsoleWorld, PLAN_ID, CASE } from '../../test/console-world.fixture.js';
import { openApiDocument } from '../description/open-api-document.js';
import { PATHS } from '../description/paths.js';
import { PERMISSIONS, type Permission } from './permission.js';

/** Which permission each route takes, said here once more, so that a change of one is a change of two. */
const ROUTES: readonly (readonly ['GET' | 'POST', string, Permission])[] = [
  ['GET', '/v1/recipients', 'read-lists'],
  ['GET', '/v1/balance', 'read-lists'],
  ['GET', '/v1/blocked-cases', 'read-lists'],
  ['GET', '/v1/dead-letters', 'read-lists'],
  ['GET', '/v1/dead-letter-groups', 'read-lists'],
  ['GET', `/v1/dead-letters/${PLAN_ID}`, 'read-cases'],
  ['GET', '/v1/alarms', 'read-lists'],
  ['GET', '/v1/alarms/events', 'read-lists'],
  ['GET', '/v1/quarantine', 'read-lists'],
  ['GET', '/v1/quarantine-counts', 'read-lists'],
  ['GET', `/v1/quarantine/${PLAN_ID}`, 'read-lists'],
  ['GET', `/v1/cases/${CASE}/time-line`, 'read-cases'],
  ['POST', '/v1/case-searches', 'read-cases'],
  ['GET', `/v1/decisions/${PLAN_ID}`, 'read-cases'],
  ['GET', '/v1/replay-plans', 'read-lists'],
  ['POST', '/v1/replay-plans', 'make-plans'],
  ['GET', `/v1/replay-plans/${PLAN_ID}`, 'read-lists'],
  ['GET', `/v1/replay-plans/${PLAN_ID}/items`, 'read-lists'],
  ['GET', `/v1/replay-plans/${PLAN_ID}/audit-entries`, 'read-cases'],
  ['GET', `/v1/replay-plans/${PLAN_ID}/events`, 'read-lists'],
  ['POST', `/v1/replay-plans/${PLAN_ID}/approvals`, 'approve-plans'],
  ['POST', `/v1/replay-plans/${PLAN_ID}/runs`, 'make-plans'],
  ['POST', `/v1/replay-plans/${PLAN_ID}/stops`, 'make-plans'],
  ['POST', `/v1/replay-plans/${PLAN_ID}/withdrawals`, 'make-plans'],
  ['GET', '/v1/audit-entries', 'read-audit'],
];

describe('the console', () => {
  let world: ConsoleWorld;

  beforeAll(async () => {
    world = await ConsoleWorld.open();
  });
  afterAll(() => world.close());

  it.each(ROUTES)('%s %s answers those alone whose role allows %s', async (method, url, permission) => {
    const body = method === 'POST' ? { body: {} } : {};
    expect(await world.call(method, url, body)).toMatchObject({ status: 401, json: { code: 'unauthenticated' } });
    for (const role of OPERATOR_ROLES) {
      const allowed = (PERMISSIONS[permission] as readonly string[]).includes(role);
      // A stream does not end by itself; who may follow one is tested where it is followed.
      if (allowed && url.endsWith('/events')) continue;
      const { status, json } = await world.call(method, url, { roles: [role], ...body });
      expect([role, status === 403]).toEqual([role, !allowed]);
      if (!allowed) expect(json).toMatchObject({ code: 'role-missing', roles: PERMISSIONS[permission] });
    }
  });

  it('answers nobody without a role, nor with one that it does not know', async () => {
    for (const roles of [[], ['admin']]) {
      const token = world.token([], { roles });
      for (const [method, url] of ROUTES) expect((await world.call(method, url, { token })).status).toBe(403);
    }
  });

  it('knows every route by its permission, and describes just those that there are', () => {
    const described = Object.entries(PATHS).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /v1${path.replace(/\{[^}]+\}/g, ':x')}`),
    );
    const tested = ROUTES.map(([method, url]) => `${method} ${url.replace(PLAN_ID, ':x').replace(CASE, ':x')}`);
    expect([...tested, 'GET /v1/me'].sort()).toEqual(described.sort());
    const routes = world.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    expect(routes.match(/\b(GET|POST|PUT|PATCH|DELETE)\b/g)).toHaveLength(described.length + 2);
  });

  it('takes no token that has ended, is of a time to come, lives too long, or is for something else', async () => {
    const at = Math.floor(world.now / 1000);
    const bad = [
      { exp: at - 10, iat: at - 900 },
      { iat: at + 600, exp: at + 1200 },
      { exp: at + 3600 },
      { aud: 'urn:schakel:adapter:coa-adapter' },
      { aud: ['urn:schakel:console', 'elsewhere'] },
      { iss: 'https://elsewhere.example' },
      { sub: '' },
    ];
    for (const claims of bad) {
      const token = world.token(['operator'], claims);
      expect([claims, (await world.call('GET', '/v1/me', { token })).status]).toEqual([claims, 401]);
    }
    expect((await world.call('GET', '/v1/me', { roles: ['operator'] })).status).toBe(200);
  });

  it('tells an operator what they may', async () => {
    const { json, headers } = await world.call('GET', '/v1/me', { roles: ['operator', 'approver'] });
    expect(json).toMatchObject({ roles: ['operator', 'approver'], tokenEndsAt: '2026-11-23T09:15:00.000Z' });
    expect(json['may']).toEqual(['read-lists', 'read-cases', 'make-plans', 'approve-plans']);
    expect(headers['api-version']).toBe('1.0.0');
  });

  it('tells nobody who is not logged in which addresses there are', async () => {
    expect((await world.call('GET', '/v1/no-such-thing')).status).toBe(401);
    expect((await world.call('GET', '/v1/no-such-thing', { roles: ['viewer'] })).status).toBe(404);
  });

  it('says to anybody where a token is to be had, and what there is to ask', async () => {
    const { json } = await world.call('GET', '/.well-known/oauth-protected-resource');
    expect(json).toMatchObject({ resource: 'urn:schakel:console', authorization_servers: ['https://issuer.test'] });
    const document = await world.call('GET', '/openapi.json');
    expect(document.json['openapi']).toBe('3.1.0');
    expect(document.headers['access-control-allow-origin']).toBe('*');
    const issuer = { url: 'https://issuer.test', jwksUri: '' };
    expect(document.json).toEqual(JSON.parse(JSON.stringify(openApiDocument({ issuer }))));
  });

  it('slows down one operator who asks without end, and nobody else', async () => {
    const token = world.token(['viewer'], { sub: 'impatient' });
    const statuses = new Set<number>();
    for (let n = 0; n < 400; n++) statuses.add((await world.call('GET', '/v1/me', { token })).status);
    expect([...statuses]).toEqual([200, 429]);
    expect((await world.call('GET', '/v1/me', { roles: ['dpo'] })).status).toBe(200);
  });
});
