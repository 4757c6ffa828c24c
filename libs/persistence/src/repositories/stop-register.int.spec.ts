import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type Database } from '../database.port.js';
import { type AttemptBegun, type TakeOptions } from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { databaseUrl, openTestDatabase } from '../open-test-database.fake.js';
import { type StopEntry } from '../stop-register.port.js';

describe('the stop register', () => {
  let database: Database;
  let cases = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(async () => {
    await database.dropSchema();
    await database.close();
  });

  const newCase = (): string => `case-${cases++}`;
  const begin = (caseKey: string, deliveryId: string): Promise<AttemptBegun> =>
    database.deliveries.beginAttempt({ deliveryId, caseKey, removal: true }, null);

  function stopOf(caseKey: string, messageId = `stop-${caseKey}`): StopEntry {
    const record = {
      topic: 'schakel.messages.v1',
      key: caseKey,
      value: Buffer.from([0, 1, 255]),
      headers: { ce_id: '1' },
    };
    return { messageId, caseKey, ground: 'VOVO', record };
  }

  /** In a lane of the taker's own. */
  async function takeLeased(caseKey: string): Promise<{ readonly id: string; readonly lane: HeldLane }> {
    const id = await takeRemoval(caseKey, 1, { id: caseKey, ms: 600_000, room: () => 1 });
    return { id, lane: { endpoint: 'KMAR', unit: null, caseKey, lane: 'CASE', lease: caseKey, version: 1 } };
  }

  async function takeRemoval(caseKey: string, offset = 1, lease: TakeOptions['lease'] = null): Promise<string> {
    const deliveryId = `${caseKey}/${offset}`;
    const place = { logPartition: 0, logOffset: offset, topicPartition: 0, topicOffset: offset };
    const names = {
      messageId: `m-${deliveryId}`,
      decisionId: `d-${deliveryId}`,
      code: 'M34',
      endpoint: 'KMAR',
      unit: null,
    };
    const record = { key: caseKey, value: Buffer.from([1]), headers: {} };
    await database.deliveries.take(
      [{ deliveryId, ...names, caseKey, lane: 'CASE', removal: true, generation: 0, ...place, record }],
      { hasLanes: () => true, lease },
    );
    return deliveryId;
  }

  it('stops a case from its first entry until the last has gone', async () => {
    const caseKey = newCase();
    expect(await database.stops.isStopped(caseKey)).toBe(false);
    await database.stops.begin(stopOf(caseKey, `${caseKey}-1`));
    await database.stops.begin(stopOf(caseKey, `${caseKey}-2`));
    await database.stops.remove([`${caseKey}-1`]);
    expect(await database.stops.isStopped(caseKey)).toBe(true);
    await database.stops.remove([`${caseKey}-2`]);
    expect(await database.stops.isStopped(caseKey)).toBe(false);
  });

  it('knows an entry that is begun again, and keeps its record for the sweeper', async () => {
    const caseKey = newCase();
    expect(await database.stops.begin(stopOf(caseKey))).toMatchObject({ fresh: true });
    expect(await database.stops.begin(stopOf(caseKey))).toMatchObject({ fresh: false });
    const entries = (await database.stops.unpublished(0, 1000)).filter((entry) => entry.caseKey === caseKey);
    expect(entries).toEqual([{ ...stopOf(caseKey), times: 1 }]);
    expect((await database.stops.unpublished(600_000)).filter((entry) => entry.caseKey === caseKey)).toEqual([]);
  });

  it('hands every entry to the sweeper in its turn, however many lie before it', async () => {
    for (let n = 0; n < 3; n += 1) await database.stops.begin(stopOf(newCase()));
    const all = await database.stops.unpublished(0, 1000);
    const handed = new Set<string>();
    for (const _ of all) for (const { messageId } of await database.stops.unpublished(0, 1)) handed.add(messageId);
    expect(handed).toEqual(new Set(all.map(({ messageId }) => messageId)));
    expect(await database.stops.unpublished(600_000)).toEqual([]);
  });

  it('hands out an entry that is never taken at longer and longer pauses', async () => {
    const caseKey = newCase();
    await database.stops.begin(stopOf(caseKey));
    const handed = async (olderThanMs: number) =>
      (await database.stops.unpublished(olderThanMs, 1000)).filter((entry) => entry.caseKey === caseKey);
    for (let n = 1; n <= 3; n += 1) expect(await handed(0)).toMatchObject([{ times: n }]);
    const client = new Client({ connectionString: databaseUrl(), options: `-c search_path=${database.schema}` });
    await client.connect();
    const age = (seconds: number) =>
      client.query(
        `UPDATE stop_entry SET begun_at = clock_timestamp() - $2 * interval '1 second' WHERE case_key = $1`,
        [caseKey, seconds],
      );
    // Handed out at 40 s and due at 80 s: between the two however slowly the next statement follows.
    await age(45);
    expect(await handed(10_000)).toEqual([]);
    await age(81);
    expect(await handed(10_000)).toMatchObject([{ times: 4 }]);
    await client.end();
  });

  it('holds waiting removals of its own case and names the one whose attempt had begun', async () => {
    const caseKey = newCase();
    const [begun, waiting] = [await takeRemoval(caseKey, 1), await takeRemoval(caseKey, 2)];
    const other = await takeRemoval(newCase());
    expect(await begin(caseKey, begun)).toEqual({ kind: 'attempting', attempts: 1, unanswered: 1 });
    expect(await database.stops.begin(stopOf(caseKey))).toEqual({ fresh: true, held: [waiting], attempting: [begun] });
    expect(await database.deliveries.find(waiting)).toMatchObject({ state: 'HELD', attempts: 0 });
    expect(await database.deliveries.find(other)).toMatchObject({ state: 'WAITING' });
  });

  it('turns a removal that is taken or tried again afterwards into a held one', async () => {
    const caseKey = newCase();
    await database.stops.begin(stopOf(caseKey));
    const late = await takeRemoval(caseKey);
    expect(await begin(caseKey, late)).toEqual({ kind: 'held' });
    expect(await database.deliveries.find(late)).toMatchObject({ state: 'HELD', attempts: 0 });
    await database.stops.remove([`stop-${caseKey}`]);
    expect(await begin(caseKey, late)).toEqual({ kind: 'not-now', state: 'HELD' });
  });

  it('lets what was delivered before stay delivered', async () => {
    const caseKey = newCase();
    const id = await takeRemoval(caseKey);
    await begin(caseKey, id);
    await database.deliveries.settle(id, 'DELIVERED');
    expect(await database.stops.begin(stopOf(caseKey))).toEqual({ fresh: true, held: [], attempting: [] });
    expect(await begin(caseKey, id)).toEqual({ kind: 'not-now', state: 'DELIVERED' });
  });

  it('misses no attempt, whatever the interleaving: each attempt sees the stop or is seen by it', async () => {
    const rounds = Array.from({ length: 100 }, async (_, round) => {
      const caseKey = newCase();
      const id = await takeRemoval(caseKey);
      const attempt = (): Promise<string> => begin(caseKey, id).then(({ kind }) => kind);
      const stop = (): Promise<readonly string[]> =>
        database.stops.begin(stopOf(caseKey)).then(({ attempting }) => attempting);
      const both = round % 2 === 0 ? [attempt(), stop()] : [stop(), attempt()];
      const outcomes = await Promise.all(both);
      const kind = outcomes.find((outcome) => typeof outcome === 'string');
      const seen = outcomes.find((outcome) => typeof outcome !== 'string') ?? [];
      return kind === 'attempting' ? seen.length === 1 : seen.length === 0;
    });
    expect(await Promise.all(rounds)).toEqual(Array.from({ length: 100 }, () => true));
  });

  it('misses none in a lane that is worked either, with two stops and a lift between them', async () => {
    const rounds = Array.from({ length: 100 }, async (_, round) => {
      const caseKey = newCase();
      const { id, lane } = await takeLeased(caseKey);
      const attempt = () => database.deliveries.beginAttempt({ deliveryId: id, caseKey, removal: true }, lane);
      const [first, second] = [stopOf(caseKey, `${caseKey}-1`), stopOf(caseKey, `${caseKey}-2`)];
      const stop = async (): Promise<readonly string[]> => {
        const seen = (await database.stops.begin(first)).attempting;
        await database.stops.remove([first.messageId]);
        return [...seen, ...(await database.stops.begin(second)).attempting];
      };
      const work = round % 2 === 0 ? [attempt(), stop()] : [stop(), attempt()];
      const outcomes = await Promise.all<unknown>(work);
      const seen = outcomes.find((outcome) => Array.isArray(outcome)) as readonly string[];
      const { state } = (await database.deliveries.find(id))!;
      // Held, or begun and then seen by a stop that was not yet accepted.
      const begun = outcomes.some((outcome) => (outcome as { kind?: string }).kind === 'attempting');
      return begun ? seen.includes(id) : state === 'HELD' && (await attempt()).kind === 'held';
    });
    expect(await Promise.all(rounds)).toEqual(Array.from({ length: 100 }, () => true));
  });

  describe('in the middle of another transaction', () => {
    let other: Client;
    // A client of its own: within a transaction the statistics stand still.
    let watcher: Client;
    beforeAll(async () => {
      other = new Client({ connectionString: databaseUrl(), options: `-c search_path=${database.schema}` });
      watcher = new Client({ connectionString: databaseUrl() });
      await Promise.all([other.connect(), watcher.connect()]);
    });
    afterAll(() => Promise.all([other.end(), watcher.end()]));

    /** Until a statement of this schema waits for a lock, or the work has ended without waiting. */
    async function waitingOrEnded(work: Promise<unknown>): Promise<void> {
      let ended = false;
      void work.finally(() => (ended = true));
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%${database.schema}%'`;
      while (!ended && (await watcher.query(waiting)).rowCount === 0);
    }

    it('lets an attempt wait for a stop that has begun, and then hold', async () => {
      const caseKey = newCase();
      await database.stops.begin(stopOf(caseKey));
      await database.stops.remove([`stop-${caseKey}`]);
      const id = await takeRemoval(caseKey);
      await other.query('BEGIN');
      await other.query('UPDATE stop_case SET stops_begun = stops_begun + 1 WHERE case_key = $1', [caseKey]);
      await other.query(`INSERT INTO stop_entry VALUES ('late-' || $1, $1, 'VOVO', 't', '', '{}', now())`, [caseKey]);
      const attempt = begin(caseKey, id);
      await waitingOrEnded(attempt);
      await other.query('COMMIT');
      expect(await attempt).toEqual({ kind: 'held' });
    });

    it('lets a stop wait for an attempt that is being marked, and then name it', async () => {
      const caseKey = newCase();
      const id = await takeRemoval(caseKey);
      await other.query(`INSERT INTO stop_case VALUES ($1, false)`, [caseKey]);
      await other.query('BEGIN');
      await other.query('SELECT FROM stop_case WHERE case_key = $1 FOR SHARE', [caseKey]);
      const stop = database.stops.begin(stopOf(caseKey));
      await waitingOrEnded(stop);
      await other.query(`UPDATE delivery SET state = 'ATTEMPTING' WHERE delivery_id = $1`, [id]);
      await other.query('COMMIT');
      expect(await stop).toEqual({ fresh: true, held: [], attempting: [id] });
    });
  });
});
