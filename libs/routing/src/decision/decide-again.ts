import type { ReRoute } from '#lib/contracts';
import { type CaseFacts, type CaseMessage, type Cell, type MessageCode } from '#lib/domain';
import { decide } from '#lib/exchange-rules';
import type { Program } from '../hub.js';
import { cellsAgain, refusedAgain } from '../record/re-route.js';
import { EVALUATION_ERROR, laterOf } from './evaluate.js';

export interface DecidedAgain {
  readonly cells: readonly Cell[];
  /** `EVALUATION_ERROR`, or null. */
  readonly reason: string | null;
  /** Accepted time of the re-route, or the case's last where that is later (decisions 7). */
  readonly at: string;
}

/** decide, without fold: by the facts of now. An error while evaluating denies the named recipients. */
export function decideAgain(
  program: Program,
  facts: CaseFacts,
  message: CaseMessage,
  code: MessageCode,
  acceptedAt: string,
  reRoute: ReRoute,
): DecidedAgain {
  const at = laterOf(facts.acceptedAt || null, acceptedAt);
  const { sender, content, envelope } = message;
  try {
    const question = { message: code, sender, facts, at, content, envelope, rejection: null, lists: program.lists };
    return { cells: cellsAgain(reRoute, decide(program.rules, question)), reason: null, at };
  } catch {
    return { cells: refusedAgain(reRoute, 'DENY_ERROR'), reason: EVALUATION_ERROR, at };
  }
}
