import { beforeEach, describe, expect, it } from '@jest/globals';
import { loadConditionFacts } from '#lib/contracts';
import type { Endpoint, Party } from '#lib/domain';
import type { LedgerCell, LedgerDecision, Receipt } from '#lib/persistence';
import { projectRoot } from '#lib/platform';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { MemoryDatabase } from '../runtime/memory-database.fake.js';
import { readStatus } from './read-status.js';

const MESSAGE = 'a4e1b2c3-0000-8000-8000-000000000001';
const COA: Party = { endpoint: 'COA', unit: null };
const contracts = testContracts();
const conditionFacts = loadConditionFacts(projectRoot(), contracts.catalogue);

describe('readStatus', () => {
  let memory: MemoryDatabase;
  const read = (sender = COA) => readStatus({ contracts, conditionFacts, ...memory.asDatabase() }, MESSAGE, sender);
  const accept = async (warnings: unknown[] = []) => {
    const { submissions } = memory.asDatabase();
    const [source, id, at] = ['urn:coa', 'one', '2026-03-02T09:00:00.000Z'];
    const rest = { contentHash: 'h', party: 'COA', code: 'M09', caseKey: 'k', acceptedAt: at, leaseMs: 1 };
    await submissions.begin({ source, id, messageId: MESSAGE, ...rest });
    await submissions.complete(source, id, { warnings });
  };
  const decide = async (cells: readonly LedgerCell[], told: Receipt = { outcome: 'DECIDED', warnings: [] }) => {
    memory.decisions.set('d1', { decisionId: 'd1', message: 'M09', cells } as unknown as LedgerDecision);
    await memory.asDatabase().submissions.recordOutcome(MESSAGE, { ...told, decisionId: 'd1' });
  };
  const take = async (deliveryId: string, endpoint: Endpoint, unit: string | null = null) => {
    const ids = { deliveryId, messageId: MESSAGE, decisionId: 'd1', code: 'M09', caseKey: 'k', lane: 'CASE' as const };
    const place = { generation: 0, logPartition: 0, logOffset: 1, topicPartition: 0, topicOffset: 1 };
    const record = { key: 'k', value: Buffer.from([1]), headers: {} };
    await memory.asDatabase().deliveries.take([{ ...ids, ...place, endpoint, unit, removal: false, record }]);
  };

  beforeEach(() => {
    memory = new MemoryDatabase();
  });

  it('goes from accepted to decided, and shows no recipient before', async () => {
    await accept();
    expect(await read()).toMatchObject({ status: 'ACCEPTED', messageId: MESSAGE, warnings: [] });
    expect(await read()).not.toHaveProperty('recipients');
    await decide([delivered('DTV', 'x1')]);
    expect(await read()).toMatchObject({
      status: 'DECIDED',
      recipients: [{ recipient: 'DTV', state: 'WAITING' }],
    });
  });

  it('shows what became of it at each recipient, with the code of a refusal alone', async () => {
    await accept();
    await decide([delivered('DTV', 'x1'), delivered('IND', 'x2'), refused('MED', 'DENY_CONDITION'), refused('VWN')]);
    await take('x1', 'DTV');
    await take('x2', 'IND');
    await memory.asDatabase().deliveries.settle('x1', 'DELIVERED');
    await memory.asDatabase().deliveries.settle('x2', 'DEAD', 'message');
    expect((await read())?.recipients).toEqual([
      { recipient: 'DTV', state: 'DELIVERED' },
      { recipient: 'IND', state: 'FAILED' },
      { recipient: 'MED', state: 'REFUSED', reason: 'DENY_CONDITION' },
      { recipient: 'VWN', state: 'REFUSED', reason: 'DENY_NOT_LISTED' },
    ]);
  });

  it('says of a delivery on hold that it is held, and of a parked one that it waits', async () => {
    await accept();
    await decide([delivered('DTV', 'x1'), delivered('IND', 'x2')]);
    await take('x1', 'DTV');
    await take('x2', 'IND');
    await memory.asDatabase().deliveries.settle('x1', 'HELD');
    await memory.asDatabase().deliveries.settle('x2', 'PARKED');
    expect((await read())?.recipients).toEqual([
      { recipient: 'DTV', state: 'HELD' },
      { recipient: 'IND', state: 'WAITING' },
    ]);
  });

  it('leaves a recipient out whose fate would tell what the sender may not know, delivered or refused', async () => {
    await accept();
    await decide([delivered('IOM', 'x1')]);
    const got = await read();
    await decide([refused('IOM', 'DENY_CONDITION')]);
    expect([got, got?.recipients]).toEqual([await read(), []]);
  });

  it('tells neither which municipalities there are nor how many', async () => {
    await accept();
    const cells = ['0599', '0344'].map((unit, n) => delivered('GEM', `x${n}`, unit));
    await decide([...cells, refused('GEM', 'DENY_CONDITION', '0014')]);
    await take('x0', 'GEM', '0599');
    await memory.asDatabase().deliveries.settle('x0', 'DELIVERED');
    expect((await read())?.recipients).toEqual([{ recipient: 'GEM', state: 'WAITING' }]);
  });

  it('says why a message was refused as a whole, and gives the warnings of door and router', async () => {
    await accept([{ code: 'one-stop-per-person', message: 'One.' }]);
    await decide([], { outcome: 'REJECTED', reason: 'VAL-09', warnings: ['VAL-12'] });
    expect(await read()).toMatchObject({
      status: 'REJECTED',
      reason: 'VAL-09',
      warnings: [{ code: 'one-stop-per-person' }, { code: 'VAL-12', message: expect.stringContaining('minor') }],
    });
    expect(await read()).not.toHaveProperty('recipients');
  });

  it('is unknown to everybody but the sender', async () => {
    await accept();
    expect(await read({ endpoint: 'IND', unit: null })).toBeNull();
  });
});

function delivered(recipient: string, deliveryId: string, unit: string | null = null): LedgerCell {
  const rest = { ruleId: 'R', recipientSchemaId: 1, removed: ['person'], masked: [], read: [] };
  return { recipient, unit, refusal: null, deliveryId, ...rest };
}

function refused(recipient: string, refusal = 'DENY_NOT_LISTED', unit: string | null = null): LedgerCell {
  return { ...delivered(recipient, '', unit), deliveryId: null, refusal };
}
