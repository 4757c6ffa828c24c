import { isEndpoint, partyName } from '#lib/domain';
import type { CompiledRules } from '../compile/compiled-rules.js';
import { nameOfParty } from '../language/endpoint-names.js';
import type { Language } from '../language/language.js';
import { PURPOSE_NAMES } from '../language/purpose-names.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import type { CellToExplain, DecisionToExplain } from './decision-to-explain.js';
import type { CellInWords, Coded, DeliveredInWords, Explanation, RefusedInWords } from './explanation.js';
import { factInWords, messageInWords, notStated, partyInWords } from './fact-in-words.js';
import { maskedInWords } from './masked-in-words.js';
import { OUTCOME_WORDS, REASON_WORDS } from './outcome-words.js';
import { readsOfCell } from './reads.js';
import { recomputeInWords } from './recompute-in-words.js';
import { WARNING_WORDS } from './refusal-words.js';
import { refusedInWords } from './refused-in-words.js';
import { removedInWords } from './removed-in-words.js';
import { legalBasisInWords, ruleWithSources } from './rule-with-sources.js';

/**
 * A decision in words, from its record alone: pure, so that the same record gives the same letter years later. `rules` should be those that
 * the record names; with others, what they would say is left out, for it is not what decided.
 */
export function explainDecision(record: DecisionToExplain, rules: CompiledRules, language: Language): Explanation {
  const rulesAtHand = record.ruleSet?.hash === rules.hash;
  const ruleSet = rulesAtHand ? rules.ruleSet : null;
  const { catalogue } = rules;
  const cells = record.cells ?? [];
  const delivered = cells.filter(({ refusal }) => (refusal ?? null) === null);
  const refused = cells.filter(({ refusal }) => (refusal ?? null) !== null);
  const facts = record.facts ?? [];
  const code = record.message ?? null;
  const used = delivered.map((cell) => deliveredInWords(record, cell, rules, ruleSet, language));
  const barred = refused.map((cell) => refusedCellInWords(record, cell, ruleSet, language));
  return {
    language,
    decisionId: record.decisionId ?? null,
    outcome: outcomeInWords(record, language),
    message: code === null ? null : messageOf(record, code, messageInWords(code, catalogue, language)),
    sender: (record.sender ?? null) === null ? null : partyInWords(record.sender ?? '', language),
    acceptedAt: record.time ?? null,
    factTime: record.factTime ?? null,
    purpose: coded(record.purpose, (purpose) => PURPOSE_NAMES[purpose]?.[language]),
    statedBasis: (record.legalBasis ?? []).map((basis) => ({
      code: basis,
      words: rules.ruleSet.legalBases[basis]?.article[language] ?? basis,
    })),
    warnings: (record.warnings ?? []).map((warning) => ({
      code: warning,
      words: WARNING_WORDS[warning]?.[language] ?? warning,
    })),
    delivered: used,
    refused: barred,
    facts: facts.map((fact) => factInWords(fact, catalogue, language)),
    notStated: notStated(readsOf(cells), facts, language),
    legalBases: ruleSet === null ? [] : basesOf([...used, ...barred], ruleSet, language),
    versions: {
      ruleSet: record.ruleSet ?? null,
      schemaSet: record.schemaSet ?? null,
      lists: record.lists ?? null,
      engine: record.engine ?? null,
      rulesAtHand,
    },
    recompute: recomputeInWords(record, language),
  };
}

function deliveredInWords(
  record: DecisionToExplain,
  cell: CellToExplain,
  { catalogue }: CompiledRules,
  ruleSet: RuleSet | null,
  language: Language,
): DeliveredInWords {
  const definition = catalogue.messages.find((message) => message.code === record.message);
  const rule = ruleSet?.rules.find(({ id }) => id === cell.ruleId) ?? null;
  const reads = readsOfCell(cell);
  const fields = new Map((definition?.fields ?? []).map((field) => [field.name, field]));
  return {
    ...cellInWords(cell, ruleSet, language),
    deliveryId: cell.deliveryId ?? null,
    removed: cell.removed.map((field) => removedInWords(catalogue, field, fields.get(field), rule, reads, language)),
    masked: cell.masked.map((field) => maskedInWords(field, definition, language)),
  };
}

function refusedCellInWords(
  record: DecisionToExplain,
  cell: CellToExplain,
  ruleSet: RuleSet | null,
  language: Language,
): RefusedInWords {
  const rule = ruleSet?.rules.find(({ id }) => id === cell.ruleId) ?? null;
  const words = refusedInWords(record, cell, rule, ruleSet, readsOfCell(cell), language);
  return { ...cellInWords(cell, ruleSet, language), refusal: cell.refusal ?? '', words };
}

function cellInWords(cell: CellToExplain, ruleSet: RuleSet | null, language: Language): CellInWords {
  const party = isEndpoint(cell.recipient) ? { endpoint: cell.recipient, unit: cell.unit ?? null } : null;
  const rule = ruleSet?.rules.find(({ id }) => id === cell.ruleId);
  return {
    recipient: party === null ? cell.recipient : partyName(party),
    name: party === null ? cell.recipient : nameOfParty(party, language),
    rule: rule === undefined || ruleSet === null ? null : ruleWithSources(rule, ruleSet, language),
  };
}

function outcomeInWords(record: DecisionToExplain, language: Language): Coded {
  const words = OUTCOME_WORDS[record.outcome]?.[language] ?? record.outcome;
  const reason = record.reason ?? null;
  if (reason === null || reason === record.outcome) return { code: record.outcome, words };
  return { code: `${record.outcome}:${reason}`, words: `${words}; ${REASON_WORDS[reason]?.[language] ?? reason}` };
}

function messageOf(record: DecisionToExplain, code: string, words: string): Explanation['message'] {
  return { code, words, messageId: record.messageId ?? null, originalOffset: record.originalOffset ?? null };
}

function coded(code: string | null | undefined, wordsOf: (code: string) => string | undefined): Coded | null {
  return code === null || code === undefined ? null : { code, words: wordsOf(code) ?? code };
}

function readsOf(cells: readonly CellToExplain[]): ReadonlyMap<string, boolean> {
  const read = new Map<string, boolean>();
  for (const cell of cells) for (const { name, value } of cell.read) read.set(name, value || (read.get(name) ?? false));
  return read;
}

function basesOf(cells: readonly CellInWords[], ruleSet: RuleSet, language: Language): Explanation['legalBases'] {
  const codes = [...new Set(cells.flatMap(({ rule }) => rule?.legalBasis ?? []))];
  return codes
    .sort((one, other) => Number(one.slice(2)) - Number(other.slice(2)))
    .flatMap((code) => {
      const basis = ruleSet.legalBases[code];
      return basis === undefined ? [] : [legalBasisInWords(code, basis, language)];
    });
}
