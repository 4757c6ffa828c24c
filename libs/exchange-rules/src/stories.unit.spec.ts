import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Catalogue, ReferenceLists } from '#lib/domain';
import { compileRules, decideLine, loadRuleSet } from '#lib/exchange-rules';

const SCHEMAS = join(import.meta.dirname, '../../../schemas');
const LISTS: ReferenceLists = {
  nbiCountries: [],
  iomConsentDays: 60,
  lvvRestDays: 14,
  removabilityCheckHours: 72,
  refuseUncheckedRemoval: false,
};
const AT = '2026-11-20T10:00:00Z';

interface Step {
  readonly step: string;
  readonly sender: string;
  readonly message: string;
  readonly facts: readonly string[];
  readonly delivered: readonly unknown[];
  readonly refused: Readonly<Record<string, unknown>>;
}

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(SCHEMAS, ...path), 'utf8')) as T;
}

const catalogue = read<Catalogue>('catalogue.json');
const rules = compileRules(catalogue, loadRuleSet(join(SCHEMAS, 'rules', '2026-11-01'), catalogue));
const steps = readdirSync(join(SCHEMAS, 'stories'))
  .filter((file) => /^S\d\.json$/.test(file))
  .flatMap((file) => read<{ steps: Step[] }>('stories', file).steps);

describe('the six case stories', () => {
  it('have 74 steps', () => {
    expect(steps).toHaveLength(74);
  });

  it.each(steps)('step $step: $sender sends $message and each recipient gets what the domain page says', (step) => {
    const line = JSON.stringify({ message: step.message, sender: step.sender, facts: step.facts });
    expect(decideLine(rules, catalogue, LISTS, line, 1, AT)).toEqual({
      delivered: step.delivered,
      refused: step.refused,
    });
  });
});
