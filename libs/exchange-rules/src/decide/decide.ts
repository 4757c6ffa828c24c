import { viewOfCase, type Cell } from '#lib/domain';
import { compiledMessage, type CompiledRules } from '../compile/compiled-rules.js';
import { contentBits } from './content-facts.js';
import { decideView } from './decide-view.js';
import type { Question } from './question.js';

/**
 * Decides one message for every endpoint but the sender's, and for every unit of the case: pure, in ENDPOINTS order, units sorted.
 * Refusals are tested in the order of decisions 10. Cells are shared and frozen.
 */
export function decide(rules: CompiledRules, question: Question): readonly Cell[] {
  const at = Date.parse(question.at);
  const { content, envelope, sender, rejection } = question;
  return decideView(compiledMessage(rules, question.message), {
    sender,
    content,
    limits: envelope,
    rejection,
    at,
    view: viewOfCase(question.facts, at),
    contentBits: contentBits(question.message, content, envelope, question.lists),
  });
}
