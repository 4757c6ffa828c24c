import {
  PREDICATE_RULES,
  type CaseFacts,
  type ControlCode,
  type Endpoint,
  type Party,
  type Predicate,
} from '#lib/domain';

/** A fact that the owner states, so that the case stands as the story says. */
export interface FactStatement {
  readonly name: string;
  readonly predicate: Predicate;
  readonly recipient: Party | null;
  readonly value: boolean;
  readonly owner: Party;
  readonly code: ControlCode;
  /** Kind of consent record, for H1. */
  readonly consentKind: string | null;
}

/** Units that a story uses when it names only `GEM` or `EMB` (decisions 32). */
export interface StoryUnits {
  readonly GEM: string;
  readonly EMB: string;
}

/** Facts that nobody states: they follow from messages, content, envelope, lists or the hub's own decisions (decisions 32). */
const NEVER_STATED: ReadonlySet<Predicate> = new Set<Predicate>([
  'SUSP',
  'IOM_CLOSING',
  'LP_ARRIVAL_TOLD',
  'NBI',
  'KCT_HIGH',
  'WPG_BASIS',
]);

const CONSENT_KINDS: Readonly<Record<string, string>> = {
  IOM_CONSENT: 'IOM_APPLICATION',
  VWN_CONSENT: 'VWN',
  MED_CONSENT: 'MEDICAL_RELEASE',
  CONSULAR_REQ: 'CONSULAR_NOTIFICATION',
};

/** What must be stated so that exactly `wanted` holds at `at`; `facts` are those with which the step's own message would be decided. */
export function factDifference(
  facts: CaseFacts,
  wanted: readonly string[],
  at: string,
  units: StoryUnits,
): readonly FactStatement[] {
  const holding = holdingNames(facts, at);
  const want = new Set(wanted.filter((name) => !NEVER_STATED.has(predicateOf(name))));
  const starts = [...want].filter((name) => !holding.has(name)).map((name) => statement(name, true, units));
  const ends = [...holding].filter((name) => !want.has(name)).map((name) => statement(name, false, units));
  return [...ends, ...starts];
}

/** Names of the facts that hold at an instant, spelled as the stories do: without units. */
export function holdingNames(facts: CaseFacts, at: string): ReadonlySet<string> {
  const instant = Date.parse(at);
  const names = new Set<string>();
  for (const fact of Object.values(facts.facts)) {
    const begun = fact.from === null || Date.parse(fact.from) <= instant;
    const over = fact.until !== null && instant >= Date.parse(fact.until);
    if (fact.value && begun && !over && !NEVER_STATED.has(predicateOf(fact.name))) names.add(storyName(fact.name));
  }
  return names;
}

function storyName(name: string): string {
  const predicate = predicateOf(name);
  if (PREDICATE_RULES[predicate].units !== null) return predicate;
  return name.replace(/:[^:@]+$/, '');
}

function predicateOf(name: string): Predicate {
  return (name.split('@')[0] ?? name) as Predicate;
}

function statement(name: string, value: boolean, units: StoryUnits): FactStatement {
  const predicate = predicateOf(name);
  const { units: perUnit, statedBy, owners } = PREDICATE_RULES[predicate];
  const named = name.split('@')[1] as Endpoint | undefined;
  const endpoint = perUnit ?? named ?? null;
  const owner = owners[0];
  if (owner === undefined || statedBy === null) {
    throw new RangeError(`No owner states the fact ${predicate}; a story can't ask for it.`);
  }
  return {
    name,
    predicate,
    recipient: endpoint === null ? null : partyOf(endpoint, units),
    value,
    owner: partyOf(owner, units),
    code: statedBy,
    consentKind: CONSENT_KINDS[predicate] ?? null,
  };
}

function partyOf(endpoint: Endpoint, units: StoryUnits): Party {
  return { endpoint, unit: endpoint === 'GEM' ? units.GEM : endpoint === 'EMB' ? units.EMB : null };
}
