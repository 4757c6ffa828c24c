import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openKafkaLog } from '#lib/messaging';
import { testBroker } from '#lib/testing';
import { HubPlace, SchakelProcess, until, type Finished } from './driver/schakel-process.js';

// A whole hub is started, and each command is a process of its own.
jest.setTimeout(180_000);

interface Listing {
  readonly asOf: { readonly decisions: Readonly<Record<string, number>> };
  readonly lines: readonly { readonly decisionId: string; readonly messageId: string; readonly message: string }[];
  readonly page: string | null;
}

describe('When the log of a hub is decided again', () => {
  const place = new HubPlace();
  let hub: SchakelProcess;

  const schakel = (...args: string[]): Promise<Finished> => SchakelProcess.run(args, place.env);

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env);
    await until('the hub is up', () => place.isUp());
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

  it('nonsense is answered with what a command takes, on standard error, with exit status 1', async () => {
    for (const args of [
      ['ledger', '--recipient', 'NOBODY'],
      ['ledger', '--page', 'x'],
      ['explain', 'x'],
      ['explain', '00000000-0000-8000-8000-000000000000'],
      ['recompute', '--partition', '99'],
      ['rules', 'activate', 'nowhere'],
    ]) {
      const { status, stdout, stderr } = await schakel(...args);
      expect([args, status, stdout]).toEqual([args, 1, '']);
      expect(stderr).toMatch(/^(schakel|error): /m);
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
