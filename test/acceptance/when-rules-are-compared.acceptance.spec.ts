import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changedRules, draft2027, ruleIn, writeRules } from '../fixtures/rules/changed-rules.fixture.js';
import { HubPlace, SchakelProcess, type Finished } from './driver/schakel-process.js';

describe('When rules are checked and compared', () => {
  const place = new HubPlace();
  const folder = mkdtempSync(join(tmpdir(), 'schakel-rules-'));
  const draft = writeRules(join(folder, 'draft-2027'), draft2027());
  const schakel = (...args: string[]): Promise<Finished> => SchakelProcess.run(args, place.env);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await place.remove();
  }, 60_000);

  it('the rules in force have no findings', async () => {
    const { status, stdout } = await schakel('rules', 'check', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, findings: [], counts: { cells: 675, rules: 301 } });
  });

  it('a broken rule set ends with status 1 and says where and what to do', async () => {
    const texts = changedRules((file) => (ruleIn(file('M06'), 'R-M06-IND')['when'] = 'MOON'));
    const broken = writeRules(join(folder, 'broken'), texts);
    const { status, stdout } = await schakel('rules', 'check', broken);
    expect(status).toBe(1);
    expect(stdout).toContain('m06-departure-interview-report.rules.yaml R-M06-IND');
    expect(stdout).toContain("unknown fact 'MOON'");
    expect(stdout).toContain('→ ');
  });

  it('a question is answered with a letter, and a bad one with its own error', async () => {
    const lines = '{"message":"M06","sender":"DTV","facts":["LKO"]}\nnonsense\n';
    const { status, stdout } = await SchakelProcess.run(['decide', '--explain', '--lang', 'en'], place.env, lines);
    expect(status).toBe(0);
    expect(stdout).toContain('Dear Sir or Madam,');
    expect(stdout).toContain('{"line":2,"error":{"code":"BAD_JSON"');
  });

  it('a hundred thousand lines are answered, each in its place', async () => {
    const good = '{"message":"M06","sender":"DTV","facts":["LKO"]}';
    const lines = Array.from({ length: 100_000 }, (_, place) => (place % 10 === 9 ? 'nonsense' : good));
    const { status, stdout } = await SchakelProcess.run(['decide'], place.env, lines.join('\n'));
    expect(status).toBe(0);
    const answers = stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(100_000);
    expect(new Set(answers.filter((_, place) => place % 10 !== 9)).size).toBe(1);
    expect(answers[99_999]).toMatch(/^\{"line":100000,"error":/);
  }, 120_000);

  describe('with the log of a hub', () => {
    let hub: SchakelProcess;

    beforeAll(async () => {
      hub = SchakelProcess.start(['up'], place.env);
      await hub.whenUp(place);
      expect((await schakel('play', 'S1', '--json')).status).toBe(0);
    }, 300_000);

    afterAll(async () => {
      await hub.stop();
    }, 60_000);

    it('the deliveries that the draft would have stopped are counted, cell by cell, and nothing personal is shown', async () => {
      const { status, stdout } = await schakel('rules', 'diff', '2026-11-01', draft, '--log', '--json');
      expect(status).toBe(0);
      const { changes, whatIf } = JSON.parse(stdout) as {
        readonly changes: readonly { readonly message: string }[];
        readonly whatIf: { readonly messages: number; readonly halted: number; readonly cells: readonly object[] };
      };
      expect(changes.map(({ message }) => message)).toEqual(['M06', 'M16', 'M33']);
      expect(whatIf).toMatchObject({ messages: 12, halted: 0 });
      expect(whatIf.cells).toEqual([
        { message: 'M06', recipient: 'POL', before: 1, after: 0, gained: 0, lost: 1, fields: 0 },
        { message: 'M33', recipient: 'GEM', before: 1, after: 0, gained: 0, lost: 1, fields: 0 },
      ]);
      expect(stdout).not.toMatch(/9999\d{6}/);
    }, 60_000);
  });
});
