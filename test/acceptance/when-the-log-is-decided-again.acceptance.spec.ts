import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openKafkaLog } from '#lib/messaging';
import { testBroker } from '#lib/testing';
import { HubPlace, SchakelProcess, until, type Finished } from './driver/schakel-process.js';

// A whole hub is started, and each command is a process of its own.
jest.setTimeout(300_000);

interface Listing {
  readonly asOf: { readonly decisions: Readonly<Record<string, number>> };
  readonly lines: readonly {
    readonly decisionId: string;
    readonly messageId: string;
    readonly message: string;
    readonly caseKey: string;
  }[];
  readonly page: string | null;
}

interface Balance {
  readonly books: readonly { readonly decided: number }[];
}

interface TimeLine {
  readonly messages: readonly { readonly logOffset: number; readonly messageId: string }[];
}

describe('When the log of a hub is decided again', () => {
  const place = new HubPlace();
  let hub: SchakelProcess;

  const schakel = (...args: string[]): Promise<Finished> => SchakelProcess.run(args, place.env);

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env);
    await hub.whenUp(place);
    const playing = SchakelProcess.start(['play', 'S1', '--json'], place.env);
    await until('step 3 was played', () => playing.stdout.split('\n').length > 3);
    process.kill(place.hub().routerPid, 'SIGKILL');
    const { status } = await playing.whenEnded();
    expect(status).toBe(0);
  });

  afterAll(async () => {
    await hub.stop();
    await place.remove();
  });

  it('every decision and delivery is the same, byte for byte, after a router was killed in between', async () => {
    const { status, stdout } = await schakel('recompute');
    expect(stdout).toMatch(/✔ \d+ decisions and \d+ deliveries agree, byte for byte\./);
    expect(status).toBe(0);
    const one = await schakel('recompute', '--partition', '0', '--json');
    expect(JSON.parse(one.stdout)).toMatchObject({ agree: true, partitions: [{ partition: 0, differences: 0 }] });
  });

  it('the ledger lists what was decided, with what each filter asks for, page by page', async () => {
    const first = await listing('--message', 'M31', '--limit', '10');
    expect(first.lines.every(({ message }) => message === 'M31')).toBe(true);
    expect(Object.keys(first.asOf.decisions).length).toBeGreaterThan(0);
    const second = await listing('--message', 'M31', '--limit', '10', '--page', first.page ?? '');
    expect(second.lines).not.toEqual(first.lines);
    const people = await schakel('ledger', '--recipient', 'VWN');
    expect(people.stdout).toContain('✘ VWN        DENY_HARD:HD5');
    expect(people.stdout).toMatch(/As of \d{4}-\d\d-\d\dT/);
  });

  it('a decision is explained in Dutch and in English, by its own id and by that of its message', async () => {
    const [line] = (await listing('--message', 'M31', '--limit', '1')).lines;
    const dutch = await schakel('explain', line?.decisionId ?? '');
    const english = await schakel('explain', line?.messageId ?? '', '--lang', 'en');
    expect([dutch.status, english.status]).toEqual([0, 0]);
    expect(dutch.stdout).toContain('Geachte');
    expect(english.stdout).toContain('Dear Sir or Madam');
    expect(english.stdout).toContain(line?.decisionId ?? '');
    expect(dutch.stdout + english.stdout).not.toMatch(/9999\d{6}/);
  });

  it('the books balance, and nothing is in the dead letters', async () => {
    const { status, stdout } = await schakel('balance');
    expect(stdout).toContain('✔ The books balance');
    expect(status).toBe(0);
    const coa = JSON.parse((await schakel('balance', '--recipient', 'COA', '--json')).stdout) as Balance;
    expect(coa).toMatchObject({ balanced: true, books: [{ endpoint: 'COA', unit: null, overdue: 0, unexplained: 0 }] });
    expect(coa.books[0]?.decided).toBeGreaterThan(0);
    expect(JSON.parse((await schakel('dead-letters', '--json')).stdout)).toEqual({ letters: [], page: null });
  });

  it('a case is shown in order by its pseudonym, and looked up by a V-number on standard input', async () => {
    const [line] = (await listing('--message', 'M31', '--limit', '1')).lines;
    const { stdout } = await schakel('case', line?.caseKey ?? '', '--json');
    const { messages } = JSON.parse(stdout) as TimeLine;
    const places = messages.map(({ logOffset }) => logOffset);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(messages.map(({ messageId }) => messageId)).toContain(line?.messageId);
    expect(stdout).not.toMatch(/9999\d{6}/);
    const unknown = await SchakelProcess.run(['case'], place.env, '9999000001\n');
    expect(unknown.stdout).toMatch(/^Case [0-9a-f]{64}\nThe hub knows no message of this case\./);
    expect(unknown.stdout + unknown.stderr).not.toContain('9999000001');
  });

  it('nonsense is answered with what a command takes, on standard error, with exit status 1', async () => {
    for (const args of [
      ['ledger', '--recipient', 'NOBODY'],
      ['ledger', '--page', 'x'],
      ['explain', 'x'],
      ['explain', '00000000-0000-8000-8000-000000000000'],
      ['recompute', '--partition', '99'],
      ['rules', 'activate', 'nowhere'],
      ['balance', '--recipient', 'NOBODY'],
      ['case', '9999000001'],
      ['case'],
      ['dead-letters', 'list', '--group', 'x'],
      ['dead-letters', 'show', '00000000-0000-8000-8000-000000000000'],
    ]) {
      const { status, stdout, stderr } = await schakel(...args);
      expect([args, status, stdout]).toEqual([args, 1, '']);
      expect(stderr).toMatch(/^(schakel|error): /m);
      expect(stderr).not.toMatch(/9999\d{6}/);
    }
  });

  it('activating what is in force already writes nothing', async () => {
    const { stdout, status } = await schakel('rules', 'activate', '2026-11-01', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ ruleSet: '2026-11-01', partitions: 6, written: 0, inForce: 6 });
  });

  it('a delivery that the log does not explain is found and named, without what it says', async () => {
    const { prefix } = place.hub();
    const log = await openKafkaLog({ access: testBroker(), clientId: 'forger' });
    const headers = { ce_id: 'for Jansen', 'schakel-log-place': '0:1' };
    await log.publish([
      { topic: `${prefix}.delivery.vwn.v1`, partition: 0, key: null, value: Buffer.from('Jansen'), headers },
    ]);
    await log.close();
    const { status, stdout } = await schakel('recompute');
    expect(status).toBe(1);
    expect(stdout).toContain('delivery without an id of this hub is explained by nothing in the case log');
    expect(stdout).toMatch(/delivery\.vwn\.v1 0:\d+/);
    expect(stdout).not.toContain('Jansen');
  });

  async function listing(...args: string[]): Promise<Listing> {
    const { stdout, stderr } = await schakel('ledger', '--json', ...args);
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Listing;
  }
});
