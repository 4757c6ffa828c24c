import type { Catalogue, Cell, Endpoint, MessageCode, MessageDefinition } from '#lib/domain';
import type { MaskableField } from '../decide/masks.js';
import type { RuleSet } from '../rule-set/rule-set.js';
import type { CellProgram } from './cell-program.js';

/** One recipient's place in the table of one message. */
export interface CompiledCell {
  readonly recipient: Endpoint;
  /** The rules for this cell, each for its own dates; empty when nothing is stated. */
  readonly programs: readonly CellProgram[];
  /** Answer of the hard deny, which no rule can open; null when there is none. */
  readonly hardDenied: Cell | null;
  readonly notListed: Cell;
  readonly suspended: Cell;
  /** Answer for a mission whose country the message does not concern. */
  readonly elsewhere: Cell;
  /** Answers for senders from whom the message may reach only few (`extra`). */
  readonly bySender: ReadonlyMap<Endpoint, Cell>;
}

export interface CompiledMessage {
  readonly definition: MessageDefinition;
  /** In ENDPOINTS order. */
  readonly cells: readonly CompiledCell[];
  readonly maskable: readonly MaskableField[];
}

/** A rule set as an indexed table: what a decision costs does not depend on how many rules there are. */
export interface CompiledRules {
  readonly id: string;
  readonly hash: string;
  readonly engine: number;
  readonly ruleSet: RuleSet;
  readonly catalogue: Catalogue;
  readonly messages: ReadonlyMap<string, CompiledMessage>;
}

export function compiledMessage(rules: CompiledRules, code: MessageCode): CompiledMessage {
  const message = rules.messages.get(code);
  if (message === undefined)
    throw new RangeError('Looking a message up in the rules: its code is not in the catalogue.');
  return message;
}
