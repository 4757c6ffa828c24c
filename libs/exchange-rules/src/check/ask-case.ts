import {
  emptyFacts,
  factNameFor,
  PREDICATE_RULES,
  type CaseFacts,
  type Cell,
  type Content,
  type Endpoint,
  type Fact,
  type Party,
  type Predicate,
  type ReferenceLists,
} from '#lib/domain';
import type { CompiledRules } from '../compile/compiled-rules.js';
import { decide } from '../decide/decide.js';
import { NO_LIMITS, type Question } from '../decide/question.js';
import type { RuleCase } from './rule-case.js';

/** Units that the cases speak of; any would do. */
const MUNICIPALITY = '0599';
const COUNTRY = 'NG';

/** Puts a case to the whole decision, the way a message would come, and gives the cell of the rule's recipient. */
export function askCase(rules: CompiledRules, asked: RuleCase): Cell | null {
  const { rule } = asked;
  const recipient = partyOf(rule.recipient);
  const cells = decide(rules, questionOf(asked, recipient));
  const own = cells.filter((cell) => cell.recipient === recipient.endpoint);
  // Without a fact that names the recipient's unit there is one cell without a unit (decisions 16).
  return own.find(({ unit }) => unit === recipient.unit) ?? own[0] ?? null;
}

function questionOf({ rule, sender, facts, at }: RuleCase, recipient: Party): Question {
  const from = partyOf(sender.endpoint);
  const holds = (predicate: Predicate): boolean => facts.includes(predicate);
  const content: Content = {
    countryOfApplication: COUNTRY,
    destination: COUNTRY,
    venue: { kind: 'MISSION', code: COUNTRY },
    intensityLevel: holds('KCT_HIGH') ? 3 : 1,
  };
  const lists: ReferenceLists = {
    nbiCountries: holds('NBI') ? [COUNTRY] : [],
    iomConsentDays: 60,
    lvvRestDays: 14,
    removabilityCheckHours: 72,
    refuseUncheckedRemoval: false,
  };
  return {
    message: rule.message,
    sender: from,
    facts: factsFor(facts, recipient, at),
    at: new Date(at).toISOString(),
    content,
    envelope: { ...NO_LIMITS, wpgArticle: holds('WPG_BASIS') ? 'Wpg-16' : null },
    rejection: null,
    lists,
  };
}

/** Facts that follow from content and envelope are not stored with the case. */
const NOT_STORED: readonly Predicate[] = ['KCT_HIGH', 'NBI', 'WPG_BASIS', 'SUSP'];

function factsFor(facts: readonly Predicate[], recipient: Party, at: number): CaseFacts {
  const named = facts
    .filter((predicate) => !NOT_STORED.includes(predicate))
    .map((predicate) => storedFact(predicate, recipient, at));
  const units = named.flatMap(({ name }) => (name.includes(':') ? [name.slice(name.indexOf('@') + 1)] : []));
  return { ...emptyFacts(), facts: Object.fromEntries(named.map((fact) => [fact.name, fact])), units };
}

function storedFact(predicate: Predicate, recipient: Party, at: number): Fact {
  const { units, perRecipient } = PREDICATE_RULES[predicate];
  const holder = units === null ? recipient : partyOf(units);
  const name = units === null && !perRecipient ? predicate : factNameFor(predicate, holder);
  const asOf = new Date(at).toISOString();
  return { name, value: true, asOf, from: null, until: null, owner: 'DTV', source: 'H2', messageId: '', offset: 0 };
}

function partyOf(endpoint: Endpoint): Party {
  return { endpoint, unit: endpoint === 'GEM' ? MUNICIPALITY : endpoint === 'EMB' ? COUNTRY : null };
}
