import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RecordToPublish } from '#lib/messaging';
import { until } from '#lib/testing';
import { LedgerWorld, PARTITIONS } from './ledger-world.fixture.js';

// Joining and re-joining a group takes a few heartbeats of 3 s.
jest.setTimeout(240_000);

const CASES = 3;
const DECISIONS = 2 * PARTITIONS + 9 * CASES;

describe('the ledger on Kafka and PostgreSQL', () => {
  let world: LedgerWorld;
  let published: readonly RecordToPublish[];
  let address: string;

  beforeAll(async () => {
    world = await LedgerWorld.open(CASES);
    published = await world.router.takeAll();
    address = await world.startLedger();
    await world.whenTaken();
  });

  afterAll(() => world.remove());

  const decisions = () => published.filter(({ topic }) => topic === world.test.topics.decisions);
  const all = async () => (await world.database.ledger.list({ limit: 1000 })).lines;
  const metrics = async () => (await fetch(`${address}/metrics`)).text();
  const ready = async () => (await fetch(`${address}/health/ready`)).status;

  it('has each decision once, with a row for every cell and the bytes of the record', async () => {
    const lines = await all();
    expect(new Set(lines.map(({ decisionId }) => decisionId)).size).toBe(DECISIONS);
    for (const record of decisions()) {
      const found = await world.database.ledger.decision(record.headers['schakel-decision-id'] ?? '');
      expect(found?.record.equals(record.value)).toBe(true);
      const decoded = world.test.contracts.decode(record.value);
      const cells = decoded.ok ? (decoded.content['cells'] as { recipient: string; refusal?: string }[]) : [];
      expect(found?.cells.map(({ recipient, refusal }) => [recipient, refusal])).toEqual(
        cells.map(({ recipient, refusal = null }) => [recipient, refusal]),
      );
    }
  });

  it('shows what was delivered, refused and to whom', async () => {
    const delivered = await world.database.ledger.list({ refusal: 'DELIVERED', limit: 1000 });
    const deliveries = published.filter(({ topic }) => topic.includes('.delivery.'));
    expect(delivered.lines.map(({ cell }) => cell?.deliveryId).sort()).toEqual(
      deliveries.map(({ headers }) => headers['ce_id']).sort(),
    );
    const refused = await world.database.ledger.list({ recipient: 'VWN', message: 'M06', limit: 1000 });
    expect(refused.lines.every(({ cell }) => cell?.refusal !== null)).toBe(true);
  });

  it('holds no V-number anywhere', async () => {
    const lines = JSON.stringify(await all());
    const records = await Promise.all(
      (await all()).map(({ decisionId }) => world.database.ledger.decision(decisionId)),
    );
    expect(
      lines + records.map((one) => `${one?.record.toString('latin1')}${JSON.stringify(one?.facts)}`).join(),
    ).not.toMatch(/999900000\d/);
  });

  it('takes identical repeats as done and counts them', async () => {
    await world.log.publish(published);
    await world.whenTaken();
    // Counted once the row is stored, which the database knows first.
    const repeated = `schakel_ledger_entries_total{stream="decisions",kind="repeated"} ${DECISIONS}`;
    await until('the repeats to be counted', async () => (await metrics()).includes(repeated));
    expect(await metrics()).toContain(`schakel_ledger_entries_total{stream="decisions",kind="fresh"} ${DECISIONS}`);
  });

  it('goes on where its position says when the group offset is lost, beside a second instance', async () => {
    await world.stopLedgers();
    await world.log.deleteGroups([`${world.prefix}.ledger`]);
    const before = (await all()).length;
    const first = world.startLedger();
    await world.startLedger();
    address = await first;
    await world.log.publish(decisions().slice(0, 2));
    await world.whenTaken();
    expect((await all()).length).toBe(before);
  });

  it('keeps receipts, the same one written twice by a clock that went on', async () => {
    const [delivery] = published.filter(({ topic }) => topic.includes('.delivery.'));
    const receipt = (time: string): RecordToPublish => ({
      topic: world.test.topics.receipts,
      key: delivery?.key ?? '',
      headers: {},
      value: world.test.contracts.encode('receipt', {
        receiptId: 'receipt-1',
        deliveryId: delivery?.headers['ce_id'],
        messageId: delivery?.headers['schakel-message-id'],
        message: 'M06',
        endpoint: 'COA',
        caseKey: delivery?.key,
        lane: 'CASE',
        outcome: 'DELIVERED',
        attempts: 1,
        time,
        logPartition: 0,
        logOffset: 2,
      }),
    });
    await world.log.publish([receipt('2026-11-02T09:00:00.000Z'), receipt('2026-11-02T09:00:05.000Z')]);
    await world.whenTaken('receipts');
    expect(await world.database.ledger.receiptsOf([delivery?.headers['ce_id'] ?? ''])).toMatchObject([
      { receiptId: 'receipt-1', outcome: 'DELIVERED', time: '2026-11-02T09:00:00.000Z' },
    ]);
  });

  it('has what was set aside as rows, once, with nothing of what is in it', async () => {
    const forged: RecordToPublish = {
      topic: world.test.topics.messages,
      key: 'CANARY',
      partition: 1,
      value: Buffer.from('CANARY 9999000001'),
      headers: { ce_source: 'CANARY', ce_id: 'CANARY', 'schakel-log-place': '0:0' },
    };
    await world.log.publish([forged]);
    const aside = (await world.router.takeAll()).filter(({ topic }) => topic === world.test.topics.quarantine);
    await world.log.publish(aside);
    await world.whenTaken('quarantine');
    await world.whenTaken('decisions');
    const all = await world.database.quarantine.list({}, 50, null);
    const set = [...published, ...aside].filter(({ topic }) => topic === world.test.topics.quarantine);
    expect(all.records).toHaveLength(set.length);
    const records = all.records.filter(({ bytes }) => bytes === forged.value.length);
    expect(records).toMatchObject([{ origin: 'CASE_LOG', partition: 1, reason: 'bad-origin', claimedSender: null }]);
    expect(JSON.stringify(all)).not.toMatch(/CANARY|9999000001/);
    const decision = await world.database.ledger.decision(records[0]?.quarantineId ?? '');
    expect(decision).toMatchObject({ outcome: 'QUARANTINED', logOffset: records[0]?.offset });
  });

  it('stops the line at a decision that differs from the one it has, and says which', async () => {
    await world.stopLedgers();
    address = await world.startLedger();
    await until('the ledger to be ready', async () => (await ready()) === 200);
    const [genuine] = decisions().slice(-1);
    const decoded = world.test.contracts.decode(genuine?.value ?? Buffer.alloc(0));
    if (genuine === undefined || !decoded.ok) throw new Error('There is no decision to forge.');
    const value = world.test.contracts.encode('decision-record', { ...decoded.content, sender: 'COA' });
    await world.log.publish([{ ...genuine, value }, genuine]);
    // Not being ready may have other reasons, and passing ones; the alarm has this one.
    const alarm = 'schakel_ledger_alarms_total{stream="decisions"} 1';
    await until('the ledger to raise the alarm', async () => (await metrics()).includes(alarm));
    await until('the ledger to stop', async () => (await ready()) === 503);
    const id = genuine.headers['schakel-decision-id'] ?? '';
    expect((await world.database.ledger.decision(id))?.record.equals(genuine.value)).toBe(true);
  });
});
