import {
  emptyFacts,
  fold,
  type CaseFacts,
  type CaseMessage,
  type Cell,
  type ControlCode,
  type MessageCode,
} from '#lib/domain';
import { decide } from '#lib/exchange-rules';
import type { Program } from '../hub.js';
import { deniedCells } from './denied-cells.js';

export interface Evaluated {
  readonly outcome: 'DECIDED' | 'FACTS_CHANGED' | 'REJECTED';
  readonly reason: string | null;
  readonly cells: readonly Cell[];
  /** The facts that the cells were decided with. */
  readonly deciding: CaseFacts;
  /** Accepted time: the later of the message's own and the case's last (decisions 7). */
  readonly at: string;
  /** What later messages of the case are decided with. */
  readonly after: CaseFacts;
  readonly warnings: readonly string[];
  readonly failed: boolean;
  /** The message could not be taken into the facts at all. */
  readonly unfolded: boolean;
}

export const EVALUATION_ERROR = 'EVALUATION_ERROR';

/**
 * fold → decide for one message. An error while evaluating denies: every cell `DENY_ERROR`, facts as far as they were folded. The error's
 * text goes nowhere, for it may hold what the message says; the record names only that evaluating failed.
 */
export function evaluate(program: Program, before: CaseFacts | null, message: CaseMessage, offset: number): Evaluated {
  let unfolded = true;
  let known = { at: laterOf(before?.acceptedAt ?? null, message.acceptedAt), facts: before ?? emptyFacts() };
  try {
    const folded = fold(before, message, { offset }, program.lists);
    const { at, after } = folded;
    unfolded = false;
    if (folded.kind === 'REJECTED') return withoutCells('REJECTED', folded.reason, at, after);
    if (!isCaseCode(message.code)) return withoutCells('FACTS_CHANGED', null, at, after);
    known = { at, facts: after };
    const { deciding, rejection, warnings } = folded;
    const { sender, content, envelope } = message;
    const question = { message: message.code, sender, facts: deciding, at, content, envelope, rejection };
    const cells = decide(program.rules, { ...question, lists: program.lists });
    return { outcome: 'DECIDED', reason: null, cells, deciding, at, after, warnings, failed: false, unfolded };
  } catch {
    return { ...failure(message, known.at, known.facts), unfolded };
  }
}

function withoutCells(
  outcome: 'FACTS_CHANGED' | 'REJECTED',
  reason: string | null,
  at: string,
  after: CaseFacts,
): Evaluated {
  return { outcome, reason, cells: [], deciding: after, at, after, warnings: [], failed: false, unfolded: false };
}

function failure(message: CaseMessage, at: string, facts: CaseFacts): Omit<Evaluated, 'unfolded'> {
  const common = { reason: EVALUATION_ERROR, deciding: facts, at, after: facts, warnings: [], failed: true };
  if (!isCaseCode(message.code)) return { ...common, outcome: 'REJECTED', cells: [] };
  return { ...common, outcome: 'DECIDED', cells: deniedCells(message.sender.endpoint) };
}

// What `fold` would have said, had it come that far (decisions 7).
export function laterOf(known: string | null, accepted: string): string {
  return known !== null && Date.parse(known) > Date.parse(accepted) ? known : accepted;
}

function isCaseCode(code: MessageCode | ControlCode): code is MessageCode {
  return code.startsWith('M');
}
