import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConformanceKit, type AdapterUnderTest } from '#lib/adapter-kit';
import { OPERATOR_ROLES } from '#lib/trust';
import { adviceOn, type Alarm } from '#lib/operations';
import type { ItemView } from '#lib/replay';
import { CASE, ConsoleWorld, PLAN_ID, planView } from '../../test/console-world.fixture.js';
import { PATHS } from './paths.js';

const HASH = 'ab'.repeat(32);
const BODIES: Readonly<Record<string, object>> = {
  '/case-searches': { vNumber: '9999000001' },
  '/replay-plans': { kind: 'REDELIVER', selection: { group: 'ab'.repeat(8) }, reason: 'their intake is mended' },
  '/replay-plans/{id}/approvals': { planHash: HASH },
  '/replay-plans/{id}/runs': {},
  '/replay-plans/{id}/stops': { reason: 'their night' },
  '/replay-plans/{id}/withdrawals': { reason: 'not after all' },
};
const ALARM: Alarm = {
  ...{ alarmId: 'books:GEM:0599', code: 'books', severity: 'critical', endpoint: 'GEM', unit: '0599' },
  ...{ since: '2026-11-23T08:00:00.000Z', count: 3, advice: adviceOn('books') },
};
const ITEM: ItemView = {
  ...{ nth: 1, itemId: PLAN_ID, role: 'HEAD', headId: null, deliveryId: PLAN_ID, decisionId: PLAN_ID },
  ...{ ruleSetThen: '2026-11-01', messageId: PLAN_ID, message: 'M06', endpoint: 'GEM', unit: '0599', caseKey: CASE },
  ...{ generation: 0, removal: false, upgraded: true, outcome: 'DELIVERED', newDeliveryId: PLAN_ID },
  verdict: { kind: 'NARROWER', changes: [{ field: '/data/report', then: 'given', now: 'left-out' }] },
  ...{ verdictThen: { kind: 'BUSY', planId: PLAN_ID }, changedAt: '2026-11-23T08:00:00.000Z' },
};
const ended = planView({
  ...{ state: 'DONE', selection: { endpoint: 'GEM', unit: '0599', since: '2026-11-23T08:00:00Z' }, ratePerSecond: 2.5 },
  ...{ planning: { found: 3, judged: 3 }, basis: { ruleSet: HASH, schemaSet: HASH, lists: HASH }, planHash: HASH },
  counts: {
    ...{ items: 3, sending: 2, carriedOut: 2, followers: 1, removals: 0, upgraded: 1 },
    ...{ byVerdict: { DELIVER: 2, REFUSED: 1 }, byRefusal: { 'DENY_HARD:HD1': 1 } },
  },
  ...{ approvalNeededFor: ['many'], approval: { by: 'subject-approver', at: '2026-11-23T08:10:00Z', planHash: HASH } },
  run: { toSend: 2, left: 0, underWay: 0, byOutcome: { DELIVERED: 2 }, newFailures: 0 },
  halt: { code: 'operator', by: 'subject-operator', reason: 'their night', at: '2026-11-23T08:11:00Z' },
  ...{ startedAt: '2026-11-23T08:12:00Z', endedAt: '2026-11-23T08:13:00Z' },
});

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
  /** It reads its query, and refuses what it does not know there. */
  readonly readsQuery: boolean;
}

describe('What the console says of itself', () => {
  let world: ConsoleWorld;

  beforeEach(async () => {
    world = await ConsoleWorld.open();
    // A stream ends with its token, by the clock of this machine.
    world.now = Date.now();
    [world.alarms, world.plan, world.items] = [[ALARM], ended, [ITEM]];
    world.entries = world.rows['auditEntries'] as typeof world.entries;
  });
  afterEach(() => world.close());

  it('is what it answers: each address, status, header and field, and none that it does not answer', async () => {
    const token = (): string => world.token(OPERATOR_ROLES, { exp: Math.floor(world.now / 1000) + 2, sub: 'somebody' });
    for (const asked of operations()) {
      const { method, url, body = undefined } = asked;
      const given = body === undefined ? {} : { body };
      const ask = (at: string, more: object = {}) => world.call(method, at, { token: token(), ...given, ...more });
      world.now = Date.now();
      world.monotonic += 1000;
      const statuses = [(await ask(url)).status, (await world.call(method, url)).status];
      statuses.push((await world.call(method, url, { token: world.token([], { roles: [] }), ...given })).status);
      if (asked.readsQuery) expect((await ask(`${url}?no-such=1`)).status).toBe(400);
      await ask(url.replace(/[0-9a-f]{64}|[0-9a-f-]{36}/, '%ZZ'));
      await ask(url.replace(/[0-9a-f]{64}|[0-9a-f-]{36}/, 'x'));
      if (body !== undefined) {
        await ask(url, { body: { no: 'such thing' } });
        await ask(url, { body: JSON.stringify({ long: 'x'.repeat(1024 * 1024) }) });
        await ask(url, { type: 'text/xml', body: '<plan/>' });
        world.answer = { ok: false, fault: { kind: 'not-now', detail: 'Wait until the dry run is done.' } };
        if (url.includes(PLAN_ID)) await ask(url);
        world.answer = null;
      }
      world.isWithoutKeys = true;
      await ask(url);
      world.isWithoutKeys = false;
      await tooFast(asked);
      expect([method, url, statuses.slice(0, 2)]).toEqual([
        method,
        url,
        [url.endsWith('/replay-plans') && method === 'POST' ? 201 : 200, 401],
      ]);
    }
    expect(world.described.unseen()).toEqual([]);
  }, 180_000);

  it('leaves no part of an answer open', () => {
    expect(world.described.open()).toEqual([]);
  });

  it('is an OpenAPI document that a public validator finds valid, and keeps the design rules of the government', async () => {
    const { checks } = await loadConformanceKit();
    const asked = checks.filter(({ id }) => id === 'openapi-valid' || (id.startsWith('adr-') && id !== 'adr-answers'));
    expect(asked.length).toBeGreaterThan(10);
    for (const check of asked) expect([check.id, await check.run(published())]).toEqual([check.id, []]);
  });

  /** The console, as far as the checks of an adapter's documents ask. */
  function published(): AdapterUnderTest {
    const call = async ({ path = '' }: { readonly path?: string }) => {
      const { status, headers, json, text } = await world.call('GET', path, { roles: ['viewer'] });
      return { status, headers: new Headers(headers as Record<string, string>), text, body: json };
    };
    return { agency: { call } } as unknown as AdapterUnderTest;
  }

  async function tooFast({ method, url, body }: Asked): Promise<void> {
    const token = world.token(['dpo'], {
      sub: 'impatient',
      roles: [...OPERATOR_ROLES],
      exp: Math.floor(world.now / 1000) + 1,
    });
    for (let status = 0; status !== 429;) {
      // At an address that costs nothing, until the quota is used up.
      for (let used = 0; used !== 429;) used = (await world.call('GET', '/v1/no-such-thing', { token })).status;
      ({ status } = await world.call(method, url, { token, ...(body === undefined ? {} : { body }) }));
    }
  }
});

function operations(): readonly Asked[] {
  return Object.entries(PATHS).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { parameters = [], responses } = described as { parameters?: readonly { in: string }[]; responses: object };
      const isList = method === 'get' && '400' in responses && parameters.every((one) => one.in !== 'path');
      const readsQuery = isList || parameters.some((one) => one.in === 'query');
      const url = `/v1${path.replace('{id}', PLAN_ID).replace('{case}', CASE)}`;
      const body = method === 'post' ? BODIES[path] : undefined;
      return {
        method: method.toUpperCase() as Asked['method'],
        url,
        readsQuery,
        ...(body === undefined ? {} : { body }),
      };
    }),
  );
}
