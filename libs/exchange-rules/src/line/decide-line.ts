import { partyName, viewOfFacts, type Catalogue, type Cell, type Content, type ReferenceLists } from '#lib/domain';
import type { CompiledRules } from '../compile/compiled-rules.js';
import { contentBits } from '../decide/content-facts.js';
import { decideView } from '../decide/decide-view.js';
import { NO_LIMITS } from '../decide/question.js';
import { LineError, type LineErrorCode } from './line-error.js';
import { readLine, type LineQuestion } from './read-line.js';

export type DecidedLine = LineAnswer | LineFailure;

export interface LineFailure {
  /** From 1. */
  readonly line: number;
  readonly error: { readonly code: LineErrorCode; readonly message: string };
}

export interface LineAnswer {
  readonly delivered: readonly LineDelivery[];
  /** Refusal code → recipients. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
}

export interface LineDelivery {
  /** `COA`, `GEM:0599`. */
  readonly recipient: string;
  readonly removed: readonly string[];
  /** Left out when nothing is masked. */
  readonly masked?: readonly string[];
}

/**
 * Answers one JSON line of `schakel decide` (decisions 33): the given facts hold, and whatever can't be decided gives an error object.
 * `n`: number of the line, from 1. `at`: RFC 3339, the instant at which the dates of the rules are tested.
 */
export function decideLine(
  rules: CompiledRules,
  _catalogue: Catalogue,
  lists: ReferenceLists,
  line: string,
  n: number,
  at: string,
): DecidedLine {
  try {
    return answerOf(decideQuestion(readLine(rules, line), lists, Date.parse(at)));
  } catch (error) {
    if (error instanceof LineError) return { line: n, error: { code: error.code, message: error.message } };
    throw error;
  }
}

export function decideQuestion(question: LineQuestion, lists: ReferenceLists, at: number): readonly Cell[] {
  const { message, sender, suspended, facts } = question;
  const view = viewOfFacts(
    facts.map((fact) => [fact, true] as const),
    suspended,
  );
  const mission = view.missions.length === 1 ? view.missions[0]?.unit : undefined;
  const content =
    mission === undefined ? question.content : withMission(message.definition.code, question.content, mission);
  return decideView(message, {
    sender,
    content,
    limits: NO_LIMITS,
    rejection: null,
    at,
    view,
    contentBits: contentBits(message.definition.code, content, NO_LIMITS, lists),
  });
}

/** A question about one mission that does not say which country the message concerns means that mission's country. */
function withMission(code: string, content: Content, country: string): Content {
  switch (code) {
    case 'M24':
      return { countryOfApplication: country, ...content };
    case 'M25':
      return { venue: { kind: 'MISSION', code: country }, ...content };
    case 'M34':
      return { destination: country, ...content };
    default:
      return content;
  }
}

function answerOf(cells: readonly Cell[]): LineAnswer {
  const delivered: LineDelivery[] = [];
  const refused: Record<string, string[]> = {};
  for (const cell of cells) {
    const recipient = cell.unit === null ? cell.recipient : partyName({ endpoint: cell.recipient, unit: cell.unit });
    const { refusal, removed, masked } = cell;
    if (refusal !== null) (refused[refusal] ??= []).push(recipient);
    else delivered.push(masked.length > 0 ? { recipient, removed, masked } : { recipient, removed });
  }
  return { delivered, refused };
}
