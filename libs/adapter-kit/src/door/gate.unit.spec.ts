import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { fixedClock, silentLogger } from '#lib/platform';
import type { Identity } from '../inbound/authenticator.port.js';
import { Gate, type GateParts } from './gate.js';

const COA: Identity = { name: 'coa', parties: [{ endpoint: 'COA', unit: null }], scopes: new Set() };
const BOTH: Identity = {
  name: 'ind',
  parties: [
    { endpoint: 'IND', unit: null },
    { endpoint: 'COA', unit: null },
  ],
  scopes: new Set(),
};
const credentials = { authorization: undefined, socket: new Socket() };

describe('the gate of a door', () => {
  const gate = (identity: Identity | null, changes: Partial<GateParts> = {}): Gate =>
    new Gate({
      adapter: 'coa-adapter',
      endpoints: ['COA'],
      authenticator: { authenticate: () => Promise.resolve(identity), mayStay: () => true },
      quota: { perSecond: 1, burst: 100 },
      concurrency: 2,
      clock: fixedClock('2026-03-02T09:00:00Z'),
      logger: silentLogger,
      count: () => undefined,
      ...changes,
    });

  it('lets an organisation in with those of its parties that have business here', async () => {
    expect(await gate(BOTH).enter(credentials)).toMatchObject({
      ok: true,
      client: { name: 'ind', parties: [{ endpoint: 'COA', unit: null }] },
    });
  });

  it('knows nobody without business here, and answers as to a caller without credentials', async () => {
    const stranger = await gate(COA, { endpoints: ['IOM'] }).enter(credentials);
    expect(stranger).toMatchObject({ ok: false, problem: { status: 401 } });
    expect(stranger).toEqual(await gate(null).enter(credentials));
  });

  it('lets a client do so many things at once and no more, and the next when one is over', async () => {
    const door = gate(COA);
    const first = await door.enter(credentials);
    await door.enter(credentials);
    expect(await door.enter(credentials)).toMatchObject({
      ok: false,
      problem: { status: 429, code: 'too-many-at-once', retryAfterSeconds: 1 },
    });
    if (!first.ok) throw new Error('not let in');
    first.leave();
    first.leave();
    expect((await door.enter(credentials)).ok).toBe(true);
    expect((await door.enter(credentials)).ok).toBe(false);
  });

  it('lets nobody in while it can’t ask who somebody is', async () => {
    const authenticate = (): Promise<never> => Promise.reject(new Error('no keys'));
    expect(await gate(COA, { authenticator: { authenticate, mayStay: () => true } }).enter(credentials)).toMatchObject({
      ok: false,
      problem: { status: 503, retryAfterSeconds: 5 },
    });
  });
});
