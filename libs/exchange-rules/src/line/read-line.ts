import { parseFactName, parseParty, partyName, type Content, type ParsedFactName, type Party } from '#lib/domain';
import type { CompiledMessage, CompiledRules } from '../compile/compiled-rules.js';
import { LineError } from './line-error.js';

export interface LineQuestion {
  readonly message: CompiledMessage;
  readonly sender: Party;
  /** `GEM:0599`. */
  readonly senderName: string;
  readonly facts: readonly ParsedFactName[];
  readonly suspended: boolean;
  /** The facts as the line spells them. */
  readonly given: readonly string[];
  readonly content: Content;
}

/** Reads `{"message","sender","facts","content"?}`. Throws `LineError` for whatever can't be decided. */
export function readLine(rules: CompiledRules, line: string): LineQuestion {
  const asked = parse(line);
  const message = typeof asked['message'] === 'string' ? rules.messages.get(asked['message']) : undefined;
  if (message === undefined)
    throw new LineError('UNKNOWN_MESSAGE', '"message" is no message code of the catalogue (M01 to M45).');
  const sender = typeof asked['sender'] === 'string' ? parseParty(asked['sender']) : null;
  if (sender === null) throw new LineError('UNKNOWN_SENDER', '"sender" is none of the fifteen endpoints.');
  if (!message.definition.senders.includes(sender.endpoint)) {
    throw new LineError('SENDER_NOT_ALLOWED', `This sender does not send ${message.definition.code}.`);
  }
  const names = readFacts(asked['facts']);
  return {
    message,
    sender,
    senderName: partyName(sender),
    facts: names.filter(({ predicate }) => predicate !== 'SUSP'),
    suspended: names.some(({ predicate }) => predicate === 'SUSP'),
    given: asked['facts'] as readonly string[],
    content: readContent(asked['content']),
  };
}

function parse(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError('BAD_JSON', 'The line is not JSON.');
  }
  if (!isObject(value))
    throw new LineError('BAD_LINE', 'The line must be an object with "message", "sender" and "facts".');
  return value;
}

function readFacts(facts: unknown): readonly ParsedFactName[] {
  if (!Array.isArray(facts))
    throw new LineError('BAD_LINE', '"facts" must be a list of facts; an empty one when none holds.');
  return facts.map((name: unknown, place) => {
    const parsed = typeof name === 'string' ? parseFactName(name) : null;
    if (parsed === null)
      throw new LineError('UNKNOWN_FACT', `Fact ${place + 1} is unknown; it reads FACT[@ENDPOINT[:unit]].`);
    return parsed;
  });
}

function readContent(content: unknown): Content {
  if (content === undefined || content === null) return {};
  if (!isObject(content)) throw new LineError('BAD_LINE', '"content" must be an object with fields of the message.');
  return content;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
