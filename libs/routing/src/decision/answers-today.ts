import { emptyFacts, partyName, type CaseFacts, type MessageCode, type Party } from '#lib/domain';
import { decide } from '#lib/exchange-rules';
import type { StoredRecord } from '#lib/messaging';
import type { Hub, Program } from '../hub.js';
import { authenticRecord } from '../record/authentic-record.js';
import { caseMessage } from '../record/case-message.js';
import { readSender } from '../record/read-sender.js';
import { laterOf } from './evaluate.js';

/** What one recipient unit would get, or why nothing. */
export interface AnswerToday {
  readonly refusal: string | null;
  readonly removed: readonly string[];
  readonly masked: readonly string[];
}

export type AnswersToday =
  | {
      readonly kind: 'answered';
      readonly code: MessageCode;
      readonly messageId: string;
      /** Fields that the message has, filled in. */
      readonly fields: readonly string[];
      /** Written with an older revision of its schema than that of today. */
      readonly upgraded: boolean;
      /** A recipient whom today's facts do not name at all is refused. */
      answerFor(recipient: Party): AnswerToday;
    }
  /** Codes: `not-authentic`, `undecodable`, `wrong-key`, and those of a rejected sender. */
  | { readonly kind: 'unreadable'; readonly why: string };

const NOT_NAMED: AnswerToday = { refusal: 'DENY_CONDITION', removed: [], masked: [] };
const FAILED: AnswerToday = { refusal: 'DENY_ERROR', removed: [], masked: [] };

/**
 * What the rules of `program` and the facts of now say of a message that lies in the case log: the same as a re-route would decide
 * (`routeAgain`), without writing anything. `original`: the record as its door wrote it. `now`: RFC 3339. Pure; an error while evaluating denies.
 */
export function answersToday(
  hub: Pick<Hub, 'keys'>,
  program: Program,
  original: StoredRecord,
  facts: CaseFacts | null,
  now: string,
): AnswersToday {
  const record = authenticRecord(hub.keys, original);
  if (record === null) return { kind: 'unreadable', why: 'not-authentic' };
  const decoded = program.contracts.decode(record.value);
  if (!decoded.ok) return { kind: 'unreadable', why: 'undecodable' };
  if (original.key !== hub.keys.caseKeyOf(String(decoded.content['vNumber']))) {
    return { kind: 'unreadable', why: 'wrong-key' };
  }
  const sent = readSender(program, record, decoded);
  if (!sent.ok) return { kind: 'unreadable', why: sent.reason.toLowerCase().replaceAll('_', '-') };
  if (!isCaseCode(sent.code)) return { kind: 'unreadable', why: 'no-case-message' };
  const { code } = sent;
  const message = caseMessage(record, code, sent.sender, decoded.content);
  const answers = decided(program, facts ?? emptyFacts(), message, code, now);
  return {
    kind: 'answered',
    code,
    messageId: message.messageId,
    fields: Object.keys(decoded.content),
    upgraded: decoded.revision < program.revisionOf(code),
    answerFor: (recipient) => (answers === null ? FAILED : (answers.get(partyName(recipient)) ?? NOT_NAMED)),
  };
}

/** null: evaluating failed. Its text goes nowhere, for it may hold what the message says. */
function decided(
  program: Program,
  facts: CaseFacts,
  message: ReturnType<typeof caseMessage>,
  code: MessageCode,
  now: string,
): ReadonlyMap<string, AnswerToday> | null {
  const at = laterOf(facts.acceptedAt || null, now);
  const { sender, content, envelope } = message;
  try {
    const question = { message: code, sender, facts, at, content, envelope, rejection: null, lists: program.lists };
    return new Map(
      decide(program.rules, question).map(({ recipient, unit, refusal, removed, masked }) => [
        partyName({ endpoint: recipient, unit }),
        { refusal, removed, masked },
      ]),
    );
  } catch {
    return null;
  }
}

function isCaseCode(code: string): code is MessageCode {
  return code.startsWith('M');
}
