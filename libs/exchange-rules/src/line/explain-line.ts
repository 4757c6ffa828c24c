import type { Cell, ReferenceLists } from '#lib/domain';
import type { CompiledRules } from '../compile/compiled-rules.js';
import type { DecisionToExplain } from '../explain/decision-to-explain.js';
import { explainDecision } from '../explain/explain-decision.js';
import type { Explanation } from '../explain/explanation.js';
import type { Language } from '../language/language.js';
import { decideQuestion, type LineFailure } from './decide-line.js';
import { LineError } from './line-error.js';
import { readLine } from './read-line.js';

/** Like `decideLine`, with the answer as an explanation. Nothing was recorded, so it has no id and its facts no source. */
export function explainLine(
  rules: CompiledRules,
  lists: ReferenceLists,
  line: string,
  n: number,
  at: string,
  language: Language,
): Explanation | LineFailure {
  try {
    const question = readLine(rules, line);
    const cells = decideQuestion(question, lists, Date.parse(at));
    const record: DecisionToExplain = {
      outcome: 'DECIDED',
      message: question.message.definition.code,
      sender: question.senderName,
      ruleSet: { id: rules.id, hash: rules.hash },
      engine: rules.engine,
      facts: question.given.map((name) => ({
        ...{ name, value: true, source: '', messageId: '', owner: '', asOf: '', offset: 0 },
      })),
      cells: cells.map(cellToExplain),
    };
    return explainDecision(record, rules, language);
  } catch (error) {
    if (error instanceof LineError) return { line: n, error: { code: error.code, message: error.message } };
    throw error;
  }
}

function cellToExplain(cell: Cell): NonNullable<DecisionToExplain['cells']>[number] {
  const { recipient, unit, refusal, ruleId, removed, masked, read } = cell;
  const reads = Object.entries(read).map(([name, value]) => ({ name, value }));
  return { recipient, unit, refusal, ruleId, removed, masked, read: reads };
}
