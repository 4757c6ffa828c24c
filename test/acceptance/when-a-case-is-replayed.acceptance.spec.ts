import { readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadContracts, seededRandom } from '#lib/contracts';
import { schemaNameOf } from '#lib/persistence';
import { Client } from 'pg';
import { AgencyDoors } from '../chaos/load/agency-doors.js';
import type { PlannedMessage } from '../chaos/load/planned-message.js';
import { DescribedConsole } from './driver/described-console.js';
import { Operators } from './driver/operators.js';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

const ROOT = resolve(import.meta.dirname, '../..');
const CASES = 12;
const INTERVIEWS = 3;
const V_NUMBER = 9_999_300_000;

interface Plan {
  readonly planId: string;
  readonly state: string;
  readonly planHash: string;
  readonly approvalNeededFor: readonly string[];
  readonly counts: { readonly items: number; readonly carriedOut: number; readonly followers: number };
  readonly run: { readonly left: number; readonly byOutcome: Readonly<Record<string, number>> } | null;
}
interface Held {
  readonly id: string;
  readonly times: number;
}
interface Blocked {
  readonly headId: string;
  readonly caseKey: string;
  readonly parked: number;
}

describe('When cases of a recipient are blocked and replayed', () => {
  const place = new HubPlace();
  const contracts = loadContracts({ root: ROOT });
  const operators = new Operators(place);
  const random = seededRandom(7);
  let hub: SchakelProcess;
  let doors: AgencyDoors;

  beforeAll(async () => {
    hub = SchakelProcess.start(['up', '--clock', 'system'], place.env);
    await hub.whenUp(place);
    doors = new AgencyDoors(place.state, contracts);
    await operators.logIn('viewer', 'operator', 'operator2', 'approver', 'dpo');
    await coaAnswers({ mode: 'reject', status: 400 });
    await Promise.all(Array.from({ length: CASES }, (_, n) => sendCase(n)));
    await until(
      'every case is blocked',
      async () => {
        const cases = await blocked();
        return cases.length === CASES && cases.every(({ parked }) => parked === INTERVIEWS - 1);
      },
      180_000,
    );
    await coaAnswers({ mode: 'ok' });
  }, 480_000);
  afterAll(async () => {
    doors?.close();
    await hub?.stop();
    await place.remove();
  }, 90_000);

  it('answers about what has failed just as it describes itself', async () => {
    const console = await DescribedConsole.open(place, 'dpo');
    for (const list of ['recipients', 'balance', 'blocked-cases', 'dead-letter-groups']) {
      expect([list, (await console.items(`/v1/${list}`)).length > 0]).toEqual([list, true]);
    }
    for (const path of ['me', 'alarms', 'quarantine', 'quarantine-counts']) await console.get(`/v1/${path}`);
    const [letter] = await console.items('/v1/dead-letters?limit=1');
    const { deliveryId, decisionId, caseKey } = letter as Readonly<Record<string, string>>;
    await console.get(`/v1/dead-letters/${deliveryId}`);
    const { facts } = await console.get(`/v1/decisions/${decisionId}`);
    const { messages } = await console.get(`/v1/cases/${caseKey}/time-line`);
    expect((await SchakelProcess.run(['dead-letters', 'show', String(deliveryId)], place.env)).status).toBe(0);
    const [look] = await console.items('/v1/audit-entries?action=dead-letter.read&limit=1');
    expect(look).toMatchObject({ actor: `system:${userInfo().username}`, caseKey, details: { deliveryId } });
    expect([(facts as unknown[]).length > 0, (messages as unknown[]).length > INTERVIEWS]).toEqual([true, true]);
    console.close();
  }, 60_000);

  it('R12: only an operator plans and runs, only an approver approves, and the data-protection officer alone reads the audit trail', async () => {
    const [first] = await blocked();
    const order = ['replay', 'plan', '--id', first!.headId, '--reason', 'COA has mended its intake'];
    for (const name of ['viewer', 'approver', 'dpo'] as const) {
      expect(await operators.fault(name, ...order)).toContain('This takes the role operator.');
    }
    expect(await operators.fault('operator', 'audit')).toContain('This takes the role dpo.');
    expect(await operators.fault('viewer', 'replay', 'audit', first!.headId)).toContain('operator or approver or dpo');
    const me = await operators.json<{ readonly roles: readonly string[] }>('operator2', 'whoami');
    expect(me.roles).toEqual(['operator', 'approver']);
  }, 180_000);

  it('R12: nobody approves their own plan, and an approval counts for just the plan that was looked at', async () => {
    const [first] = await blocked();
    const plan = await planned('operator2', '--skip', '--id', first!.headId, '--reason', 'withdrawn by its sender');
    expect([plan.state, plan.approvalNeededFor]).toEqual(['PLANNED', ['skip']]);
    const { planId, planHash } = plan;
    expect(await operators.fault('operator', 'replay', 'run', planId)).toMatch(/second person|approve/);
    expect(await operators.fault('operator2', 'replay', 'approve', planId, '--hash', planHash)).toMatch(/own plan/);
    expect(await operators.fault('approver', 'replay', 'approve', planId, '--hash', 'ab'.repeat(32))).toMatch(/plan/);
    const withdrawn = await operators.json<Plan>('operator', 'replay', 'withdraw', planId, '--reason', 'not after all');
    expect(withdrawn.state).toBe('WITHDRAWN');
  }, 180_000);

  it('R8: one case is planned, approved by a second person, run, and delivered in order, with a result per message', async () => {
    const [first] = await blocked();
    const plan = await planned('operator', '--case', first!.caseKey, '--reason', 'COA has mended its intake');
    expect(plan.counts).toMatchObject({ items: INTERVIEWS, carriedOut: INTERVIEWS, followers: INTERVIEWS - 1 });
    if (plan.approvalNeededFor.length > 0) await approved(plan);
    const changes = await operators.say('operator', 'replay', 'run', plan.planId, '--follow', '--json');
    const last = JSON.parse(changes.split('\n').at(-1) ?? '{}') as Plan;
    expect([last.state, last.run?.byOutcome]).toEqual(['DONE', { DELIVERED: INTERVIEWS }]);
    const { items } = await operators.json<{ readonly items: readonly { readonly deliveryId: string }[] }>(
      ...(['operator', 'replay', 'show', plan.planId, '--items'] as const),
    );
    const ids = items.map(({ deliveryId }) => deliveryId);
    const got = (await coaGot()).filter((id) => ids.includes(id));
    expect(got).toEqual(ids);
    expect((await blocked()).map(({ headId }) => headId)).not.toContain(first!.headId);
  }, 180_000);

  it('R18: a run that the console’s death interrupts goes on by itself, at its rate, and nothing is sent twice', async () => {
    const before = (await coaGot()).length;
    const plan = await planned(
      'operator',
      '--recipient',
      'COA',
      '--message',
      'M06',
      '--rate',
      '4',
      '--reason',
      'their intake is mended',
    );
    expect(plan.counts.carriedOut).toBe((CASES - 1) * INTERVIEWS);
    expect(plan.approvalNeededFor).toContain('many');
    await approved(plan);
    await operators.say('operator', 'replay', 'run', plan.planId);
    await until('some of it is delivered', async () => (await coaGot()).length > before + 3);
    const { pids } = JSON.parse(readFileSync(join(place.state, 'hub.json'), 'utf8')) as {
      pids: Record<string, number>;
    };
    process.kill(pids['console'] ?? 0, 'SIGKILL');
    const followed = await operators.run('operator', ['replay', 'status', plan.planId, '--follow', '--json']);
    const last = JSON.parse(followed.stdout.trim().split('\n').at(-1) ?? '{}') as Plan;
    expect([last.state, last.run?.left, last.run?.byOutcome]).toEqual([
      'DONE',
      0,
      { DELIVERED: (CASES - 1) * INTERVIEWS },
    ]);
    await until('the hub says so', () => hub.stderr.includes('the console had died and runs again'));
    const got = await coaGot();
    expect([got.length, new Set(got).size]).toEqual([CASES * INTERVIEWS, CASES * INTERVIEWS]);
    expect(await blocked()).toEqual([]);
  }, 300_000);

  it('R16: who planned, approved and ran it, why and with what outcome stands in the audit trail, without a person in it', async () => {
    const { entries } = await operators.json<{
      readonly entries: readonly { readonly action: string; readonly actor: string; readonly planId: string | null }[];
    }>('dpo', 'audit', '--action', 'plan.*', '--limit', '1000');
    const actions = new Set(entries.map(({ action }) => action));
    expect([...actions]).toEqual(
      expect.arrayContaining([
        'plan.ordered',
        'plan.planned',
        'plan.approved',
        'plan.run',
        'plan.ended',
        'plan.withdrawn',
      ]),
    );
    expect(JSON.stringify(entries)).not.toMatch(/9999300\d{3}/);
    const logs = readdirSync(join(place.state, 'logs')).map((name) =>
      readFileSync(join(place.state, 'logs', name), 'utf8'),
    );
    expect(logs.join('')).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}|9999300\d{3}/);
  });

  it('R16: who looks at a case or a delivery from the command line, without the console, stands in the same trail', async () => {
    const schakel = async (...args: readonly string[]) => SchakelProcess.run(args, place.env);
    const { lines } = JSON.parse((await schakel('ledger', '--json', '--message', 'M06', '--limit', '1')).stdout) as {
      readonly lines: readonly Readonly<Record<'caseKey' | 'decisionId' | 'messageId', string>>[];
    };
    const { caseKey = '', decisionId = '', messageId = '' } = lines[0] ?? {};
    const looks = [
      ['ledger', '--case', caseKey],
      ['ledger', '--message-id', messageId],
      ['explain', decisionId],
    ];
    for (const look of looks) expect([look, (await schakel(...look)).status]).toEqual([look, 0]);
    expect((await SchakelProcess.run(['case'], place.env, `${V_NUMBER}\n`)).status).toBe(0);
    const { entries } = await operators.json<{ readonly entries: readonly { action: string; caseKey: string }[] }>(
      ...(['dpo', 'audit', '--actor', `system:${userInfo().username}`] as const),
    );
    expect(entries.map(({ action }) => action)).toEqual([
      ...['case.read', 'case.searched', 'decision.read', 'decision.read', 'case.read', 'dead-letter.read'],
    ]);
    expect(entries.slice(2, 5).map((entry) => entry.caseKey)).toEqual([caseKey, caseKey, caseKey]);
    expect(JSON.stringify(entries)).not.toContain(String(V_NUMBER));
  }, 60_000);

  it('R16: a look that can’t be written down is not given', async () => {
    const servers = readFileSync(join(place.state, 'secrets', 'servers.json'), 'utf8');
    const client = new Client((JSON.parse(servers) as { readonly databaseUrl: string }).databaseUrl);
    await client.connect();
    const table = `${client.escapeIdentifier(schemaNameOf(place.prefix))}.operator_audit`;
    const refuse = `CHECK (action <> 'case.read') NOT VALID`;
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT refused ${refuse}`);
    const look = await SchakelProcess.run(['case', 'ab'.repeat(32)], place.env);
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT refused`);
    await client.end();
    expect([look.status, look.stdout]).toEqual([1, '']);
    expect(look.stderr).toContain('could not be written to the audit trail, so nothing is shown');
  }, 60_000);

  it('answers about plans, and who did what, just as it describes itself', async () => {
    const console = await DescribedConsole.open(place, 'dpo');
    const plans = await console.items('/v1/replay-plans');
    expect(new Set(plans.map(({ state }) => state))).toEqual(new Set(['DONE', 'WITHDRAWN']));
    for (const { planId } of plans) {
      const at = `/v1/replay-plans/${planId as string}`;
      await console.get(at);
      for (const list of ['items', 'audit-entries']) expect(await console.items(`${at}/${list}`)).not.toEqual([]);
    }
    expect(await console.items('/v1/audit-entries?limit=1000')).not.toEqual([]);
    const [entry] = await console.items('/v1/audit-entries?action=case.read&limit=1');
    await console.get(`/v1/cases/${entry?.['caseKey'] as string}/time-line`);
    console.close();
  }, 60_000);

  it('a log-in ends when its owner logs out, and says what to do then', async () => {
    expect(await operators.say('viewer', 'logout')).toBe('Logged out.');
    expect(await operators.fault('viewer', 'recipients')).toContain('Run `schakel login`');
  });

  it('the books balance', async () => {
    const { balanced } = JSON.parse((await SchakelProcess.run(['balance', '--json'], place.env)).stdout) as {
      balanced: boolean;
    };
    expect(balanced).toBe(true);
  });

  async function planned(name: 'operator' | 'operator2', ...order: readonly string[]): Promise<Plan> {
    return operators.json<Plan>(name, 'replay', 'plan', ...order);
  }
  async function approved({ planId, planHash }: Plan): Promise<void> {
    const { state } = await operators.json<Plan>('approver', 'replay', 'approve', planId, '--hash', planHash);
    expect(state).toBe('APPROVED');
  }
  async function blocked(): Promise<readonly Blocked[]> {
    return (await operators.json<{ readonly cases: readonly Blocked[] }>('viewer', 'blocked', 'list')).cases;
  }
  async function coaAnswers(behaviour: object): Promise<void> {
    const body = JSON.stringify(behaviour);
    const headers = { 'content-type': 'application/json' };
    await fetch(`${place.hub().simulator}/behaviour/COA`, { method: 'PUT', headers, body });
  }
  /** Ids of the interviews that COA's system took, in the order in which they first came; one that came twice stands twice. */
  async function coaGot(): Promise<readonly string[]> {
    const response = await fetch(`${place.hub().simulator}/deliveries?endpoint=COA&limit=1000`);
    const { deliveries } = (await response.json()) as { deliveries: readonly Held[] };
    return deliveries.flatMap(({ id, times }) => Array.from({ length: times }, () => id));
  }
  async function sendCase(n: number): Promise<void> {
    const vNumber = String(V_NUMBER + n);
    // COA is a recipient of interviews while it hosts the person and takes part in the local consultation.
    for (const [fact, endpoint] of [
      ['COA_HOST', 'COA'],
      ['LKO', 'DTV'],
    ] as const) {
      const content = { fact, value: true, from: '2026-01-01T08:00:00.000Z', vNumber };
      await send({ id: `case-${n}-${fact}`, code: 'H2', endpoint, content });
    }
    for (let k = 0; k < INTERVIEWS; k++) {
      const content = contracts.sample('M06', random, { vNumber }, { at: new Date().toISOString() });
      await send({ id: `case-${n}-interview-${k}`, code: 'M06', endpoint: 'DTV', content });
    }
  }
  async function send(what: {
    id: string;
    code: 'H2' | 'M06';
    endpoint: 'COA' | 'DTV';
    content: object;
  }): Promise<void> {
    const { id, code, endpoint, content } = what;
    const message = { id, code, sender: { endpoint, unit: null }, content } as unknown as PlannedMessage;
    const { status, said } = await doors.send(await doors.write(message));
    if (status !== 202) throw new Error(`Testing: ${code} was refused with ${status}: ${said.slice(0, 300)}`);
  }
});
