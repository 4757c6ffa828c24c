import { describe, expect, it } from '@jest/globals';
import type { CheckResult, ConformanceCheck } from '#lib/adapter-kit';
import { jsonConformance } from './json-conformance.js';
import { judge } from './judge-adapters.js';
import { printConformance, type Judged } from './print-conformance.js';

const check = (id: string): ConformanceCheck => ({
  ...{ id, title: `does ${id}`, needs: ['door'], hint: `See to ${id}.` },
  run: () => Promise.resolve([]),
});
const RESULTS: readonly CheckResult[] = [
  { check: check('one'), outcome: 'passed' },
  { check: check('two'), outcome: 'failed', findings: ['COA M09: something changed'] },
  { check: check('three'), outcome: 'waived', findings: ['x'], reason: 'Words are being agreed.' },
  { check: check('four'), outcome: 'skipped', lacks: ['inside'] },
];
const JUDGED: Judged = { adapter: 'coa-adapter', how: 'from outside', results: RESULTS };

describe('the table of a judged adapter', () => {
  const lines: string[] = [];
  printConformance(JUDGED, (line) => lines.push(line));
  // eslint-disable-next-line no-control-regex
  const text = lines.join('\n').replace(/\u001b\[\d+m/g, '');

  it('shows under a failed check what was found and what to do', () => {
    expect(text).toContain(
      '✖ two                      does two\n      COA M09: something changed\n      → See to two.',
    );
  });

  it('shows why a check is waived, what was left out, and the sums', () => {
    expect(text).toContain('waived: Words are being agreed.');
    expect(text).toContain('1 checks left out, for want of: inside');
    expect(text).toMatch(/1 passed, 1 failed, 1 waived, 1 left out$/);
  });

  it('is the same for programs', () => {
    const parsed = JSON.parse(jsonConformance([JUDGED])) as { ok: boolean; adapters: { checks: object[] }[] };
    expect(parsed.ok).toBe(false);
    expect(parsed.adapters[0]?.checks).toEqual([
      { id: 'one', title: 'does one', outcome: 'passed' },
      {
        id: 'two',
        title: 'does two',
        outcome: 'failed',
        findings: ['COA M09: something changed'],
        hint: 'See to two.',
      },
      { id: 'three', title: 'does three', outcome: 'waived', findings: ['x'], reason: 'Words are being agreed.' },
      { id: 'four', title: 'does four', outcome: 'skipped', lacks: ['inside'] },
    ]);
  });
});

describe('judging', () => {
  it('an adapter that is not there names those that are', async () => {
    await expect(judge('nobody', { as: [], send: false }, () => undefined)).rejects.toThrow(
      /There are: .*coa-adapter.*, or all/,
    );
  });

  it('in the name of nobody known says which form is expected', async () => {
    const target = judge('http://127.0.0.1:1', { as: ['COAX'], send: false }, () => undefined);
    await expect(target).rejects.toThrow('--as');
  });
});
