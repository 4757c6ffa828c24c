import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#lib/testing';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type HeldLane } from '../delivery-lanes.port.js';
import { openDatabase } from '../open-database.js';
import { databaseUrl } from '../open-test-database.fake.js';
import { newUnit } from './incoming-delivery.fixture.js';

const CASES = 6000;
const prefix = `test-${randomBytes(6).toString('hex')}`;
const BY_RECIPIENT = ['delivery_lane_due', 'delivery_open_recipient', 'delivery_seq', 'delivery_state_recipient'];

describe('statements about one case', () => {
  const of = newUnit();
  let source: DataSource;

  beforeAll(async () => {
    source = new DataSource({ type: 'postgres', url: databaseUrl(), installExtensions: false });
    await source.initialize();
  });

  afterAll(async () => {
    await source.query(`DROP SCHEMA IF EXISTS "${prefix.replaceAll('-', '_')}" CASCADE`);
    await source.destroy();
  });

  /** PostgreSQL counts for certain what a connection did when that connection has ended. */
  async function inSession<T>(name: string, work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) {
    const database = await openDatabase(databaseUrl(), prefix, { applicationName: `${prefix}-${name}` });
    const result = await work(database);
    await database.close();
    await until(`the connections of ${name} to end`, async () => {
      const left: unknown[] = await source.query('SELECT pid FROM pg_stat_activity WHERE application_name = $1', [
        `${prefix}-${name}`,
      ]);
      return left.length === 0;
    });
    return result;
  }

  /** How often each index on what is delivered has been used, and how often a table was read from end to end. */
  async function uses(): Promise<Record<string, number>> {
    const rows: { name: string; uses: string }[] = await source.query(
      `SELECT indexrelname AS name, idx_scan AS uses FROM pg_stat_user_indexes WHERE schemaname = $1
       UNION ALL SELECT 'all of ' || relname, seq_scan FROM pg_stat_user_tables
       WHERE schemaname = $1 AND relname IN ('delivery', 'delivery_record')`,
      [prefix.replaceAll('-', '_')],
    );
    return Object.fromEntries(rows.map((row) => [row.name, Number(row.uses)]));
  }

  it('go by the case, and never through all that its recipient has', async () => {
    const lanes = await inSession('before', async (database) => {
      for (let n = 0; n < CASES; n += 200)
        await database.deliveries.take(Array.from({ length: 200 }, (_, i) => of(`case-${n + i + 1}`, n + i + 1)));
      const { endpoint, unit } = of('', 1);
      const most = new Map([[unit ?? '', 3]]);
      return (await database.lanes.claim({ endpoint, lease: 'lease-1', leaseMs: 600_000, most })).lanes;
    });
    const before = await uses();
    // A claim is about the whole recipient.
    expect(before['delivery_lane_due']).toBeGreaterThan(0);
    await inSession('meanwhile', async ({ blockedCases, deliveries, lanes: open, releases }) => {
      const [dying, delivered, later] = lanes as [HeldLane, HeldLane, HeldLane];
      const head = async (lane: HeldLane) => {
        const work = await open.next(lane);
        const [first] = work?.deliveries ?? [];
        if (work === null || first === undefined) throw new Error('The lane is empty.');
        await deliveries.beginAttempt(first.delivery, { ...lane, version: work.version });
        return { id: first.delivery.deliveryId, lane: { ...lane, version: work.version } };
      };
      const dead = await head(dying);
      await open.finish(dead.id, 'DEAD', 'message', dead.lane, true);
      const number = Number(dead.id.split('-').at(-1)?.split('/')[0]);
      await deliveries.take([of(`case-${number}`, CASES + 1)]);
      expect(await blockedCases.find(of('', 1), dying.caseKey)).toMatchObject({ state: 'BLOCKED', headId: dead.id });
      await releases.release([{ kind: 'RETRY', deliveryId: dead.id, planId: 'plan-1', withhold: [] }]);
      const good = await head(delivered);
      expect(await open.finish(good.id, 'DELIVERED', null, good.lane, true)).toMatchObject({ closed: true });
      const failed = await head(later);
      await open.release(failed.lane, 1000, { deliveryId: failed.id, errorClass: 'endpoint' });
    });
    const after = await uses();
    const grown = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(grown).toContain('delivery_pkey');
    expect(grown.filter((name) => BY_RECIPIENT.includes(name) || name.startsWith('all of'))).toEqual([]);
    for (const name of BY_RECIPIENT) expect(after).toHaveProperty(name);
  });
});
