import { describe, expect, it } from '@jest/globals';
import { CONFORMANCE_CHECKS } from '../conformance/conformance-checks.js';
import { QUALITY_RULES } from './quality-rules.js';
import { falseClaims, parseQualityScale, type QualityState } from './quality-scale.js';

const text = (change: (id: string) => string = () => 'todo'): string =>
  ['bronze', 'silver', 'gold']
    .map(
      (tier) =>
        `${tier}:\n${QUALITY_RULES.filter((rule) => rule.tier === tier)
          .map(({ id }) => `  ${id}: ${change(id)}\n`)
          .join('')}`,
    )
    .join('');
const states = (change: (id: string) => string): ReadonlyMap<string, QualityState> => {
  const parsed = parseQualityScale(text(change));
  if (!parsed.ok) throw new Error(parsed.errors.join('; '));
  return parsed.states;
};

describe('the quality scale', () => {
  it('is proven by checks that there are', () => {
    const checks = CONFORMANCE_CHECKS.map(({ id }) => id);
    expect(QUALITY_RULES.flatMap(({ provenBy }) => provenBy).filter((id) => !checks.includes(id))).toEqual([]);
  });

  it('may leave everything to be done', () => {
    expect(
      falseClaims(
        'coa-adapter',
        states(() => 'todo'),
        [],
      ),
    ).toEqual([]);
  });

  it('names every fault of the file at once', () => {
    expect(parseQualityScale('- a')).toEqual({ ok: false, errors: ['the file is not a mapping of tiers'] });
    const broken = `${text((id) => (id === 'owner-named' ? 'nearly' : 'todo'))}platinum:\n  shiny: done\n`;
    expect(parseQualityScale(broken)).toEqual({
      ok: false,
      errors: [
        'bronze.owner-named: expected done, todo, exempt: <why> or done: <what shows it>',
        'platinum.shiny: no such rule',
        'bronze.owner-named: is missing',
      ],
    });
    expect(parseQualityScale(text((id) => (id === 'replay-tested' ? '{ exempt: no }' : 'todo'))).ok).toBe(false);
  });

  it('may not say done of what is waived, or of what nothing shows', () => {
    const waivers = [{ adapter: 'coa-adapter', check: 'logs-clean', reason: 'It is being looked into.' }];
    expect(
      falseClaims(
        'coa-adapter',
        states(() => 'done'),
        waivers,
      ),
    ).toEqual([
      'conformance-green is done, and logs-clean is waived',
      'fixtures-per-message is done and does not say what shows it',
      'no-pii-in-logs is done, and logs-clean is waived',
      expect.stringContaining('config-validated-at-start'),
      expect.stringContaining('dead-letter-runbook'),
      expect.stringContaining('previous-version-read'),
      expect.stringContaining('load-figure-recorded'),
      expect.stringContaining('replay-tested'),
      expect.stringContaining('alert-rules'),
      expect.stringContaining('legal-basis-linked'),
    ]);
    expect(
      falseClaims(
        'ind-adapter',
        states((id) => (id === 'no-pii-in-logs' ? 'done' : 'todo')),
        waivers,
      ),
    ).toEqual([]);
  });
});
