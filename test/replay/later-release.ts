import { join } from 'node:path';
import { contractsOf, readSchemaFolder, type Contracts } from '#lib/contracts';
import type { Catalogue } from '#lib/domain';
import { accessOf, compileRules, loadRuleSet, type CompiledRules } from '#lib/exchange-rules';
import { projectRoot } from '#lib/platform';
import { programsOf, type InForce } from '#lib/routing';
import { testHub, type TwoRuleSets } from '#lib/testing';

const SLUG = 'departure-interview-report';
/** Of the second revision of M06; COA may have it where it may have M06 at all. */
export const ADDED = 'returnFocus';
const CLASS = { class: 'CS', flags: ['MIN'] };
const WITHOUT = '2099-01-01';

export interface LaterRelease extends TwoRuleSets {
  /** Of the release before, in which M06 has one revision. */
  readonly before: Contracts;
  /** With the recipients' schemas of every program, as adapters read them. */
  readonly adapters: Contracts;
  /** The later schema set, and rules that tell COA nothing of M06. */
  readonly withoutInterviews: InForce;
}

/** A release in which M06 has a second revision. In force at first: the schema set of the release before; `other`: the later one. */
export function laterRelease(prefix: string): LaterRelease {
  const before = testHub(prefix);
  const contracts = contractsOf(laterSchemas(), () => 'never');
  const all: CompiledRules[] = [];
  const programs = programsOf(contracts, (catalogue) => {
    const rules = rulesOn(catalogue, before.inForce.ruleSet.id);
    all.push(...rules);
    return rules;
  });
  const [other, withoutInterviews] = [before.inForce.ruleSet.id, WITHOUT].map((id) => programs.inForceOf(id));
  if (other == null || withoutInterviews == null) throw new Error('Making a later release: it lacks a rule set.');
  return {
    ...before,
    ...{ contracts, programs, other, withoutInterviews },
    hub: { ...before.hub, contracts, program: (inForce: InForce) => programs.find(inForce) },
    before: before.contracts,
    adapters: contracts.withAccess(...all.map(accessOf)),
  };
}

function rulesOn(catalogue: Catalogue, id: string): readonly CompiledRules[] {
  const real = loadRuleSet(join(projectRoot(), 'schemas', 'rules', id), catalogue);
  const rules = real.rules.filter(({ message, recipient }) => !(message === 'M06' && recipient === 'COA'));
  return [real, { ...real, id: WITHOUT, hash: 'f'.repeat(64), rules }].map((one) => compileRules(catalogue, one));
}

function laterSchemas(): ReadonlyMap<string, string> {
  const folder = new Map(readSchemaFolder(projectRoot()));
  const read = <T>(file: string): T => JSON.parse(folder.get(file) ?? '') as T;
  const catalogue = read<Catalogue>('catalogue.json');
  const field = { name: ADDED, type: 'text?', ...CLASS };
  const messages = catalogue.messages.map((one) =>
    one.code === 'M06' ? { ...one, fields: [...one.fields, field] } : one,
  );
  const first = read<{ fields: unknown[] }>(`avro/${SLUG}/v1.avsc`);
  const added = { name: ADDED, type: ['null', 'string'], doc: 'Return focus: text?', default: null, ...CLASS };
  const sets = [...read<unknown[]>('schema-sets.json'), { id: 'later', revisions: { [SLUG]: 2 } }];
  return new Map([
    ...folder,
    ['catalogue.json', JSON.stringify({ ...catalogue, messages })],
    [`avro/${SLUG}/v2.avsc`, JSON.stringify({ ...first, fields: [...first.fields, added] })],
    ['schema-sets.json', JSON.stringify(sets)],
  ]);
}
