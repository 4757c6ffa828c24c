import type { InForce, Version } from '../in-force.js';
import type { Outcome } from '../routed.js';
import { AvroWriter } from './avro-writer.js';
import type { ReadFact } from './facts-read.js';
import { writeCell, type DecidedCell } from './write-cell.js';

/** Symbols of the schema's enum, in its order. */
const OUTCOMES: readonly Outcome[] = [
  'DECIDED',
  'DUPLICATE',
  'FACTS_CHANGED',
  'REJECTED',
  'QUARANTINED',
  'IN_FORCE',
  'LOG_OPENED',
];

/** What a decision record says; see `schemas/avro/decision-record`. What is left out is null or empty. */
export interface Decision {
  readonly decisionId: string;
  readonly logId: string;
  readonly partition: number;
  readonly offset: number;
  readonly caseKey?: string;
  readonly outcome: Outcome;
  readonly reason?: string | null;
  readonly originalOffset?: number;
  readonly messageId?: string;
  readonly message?: string;
  readonly type?: string;
  readonly schemaId?: number;
  readonly valueHash?: string;
  readonly sender?: string;
  readonly generation: number;
  readonly time?: string;
  readonly factTime?: string;
  readonly purpose?: string | null;
  readonly legalBasis?: readonly string[];
  readonly urgency?: string | null;
  readonly engine: number;
  readonly inForce: InForce | null;
  readonly warnings?: readonly string[];
  readonly facts?: readonly ReadFact[];
  readonly cells?: readonly DecidedCell[];
}

const writer = new AvroWriter();

/**
 * The decision record's bytes, by hand in the order of its schema: it is written for every record of the log, and the general encoder costs
 * ten times as much. A test holds the two together, byte for byte.
 */
export function writeDecision(schemaId: number, decision: Decision): Buffer {
  writer.clear();
  writer.frame(schemaId);
  writer.text(decision.decisionId);
  writer.text(decision.logId);
  writer.long(decision.partition);
  writer.long(decision.offset);
  writer.optionalText(decision.caseKey);
  writer.long(OUTCOMES.indexOf(decision.outcome));
  writer.optionalText(decision.reason);
  writer.optionalLong(decision.originalOffset);
  writer.optionalText(decision.messageId);
  writer.optionalText(decision.message);
  writer.optionalText(decision.type);
  writer.optionalLong(decision.schemaId);
  writer.optionalText(decision.valueHash);
  writer.optionalText(decision.sender);
  writer.long(decision.generation);
  writer.optionalText(decision.time);
  writer.optionalText(decision.factTime);
  writer.optionalText(decision.purpose);
  writer.array(decision.legalBasis ?? [], (basis) => writer.text(basis));
  writer.optionalText(decision.urgency);
  writer.long(decision.engine);
  writer.raw(decision.inForce === null ? NO_VERSIONS : versionsOf(decision.inForce));
  writer.array(decision.warnings ?? [], (warning) => writer.text(warning));
  writer.array(decision.facts ?? [], writeFact);
  writer.array(decision.cells ?? [], (cell) => writeCell(writer, cell));
  return writer.written();
}

const scratch = new AvroWriter();
const NO_VERSIONS = Uint8Array.of(0, 0, 0);

// The same from one activation to the next, so its bytes are made once.
const knownVersions = new WeakMap<InForce, Uint8Array>();

function versionsOf(inForce: InForce): Uint8Array {
  let bytes = knownVersions.get(inForce);
  if (bytes === undefined) {
    scratch.clear();
    for (const version of [inForce.ruleSet, inForce.schemaSet, inForce.lists]) writeVersion(version);
    bytes = scratch.written();
    knownVersions.set(inForce, bytes);
  }
  return bytes;
}

function writeVersion(version: Version): void {
  scratch.long(1);
  scratch.text(version.id);
  scratch.text(version.hash);
}

function writeFact(fact: ReadFact): void {
  writer.text(fact.name);
  writer.boolean(fact.value);
  writer.text(fact.source);
  writer.text(fact.messageId);
  writer.text(fact.owner);
  writer.text(fact.asOf);
  writer.optionalText(fact.from);
  writer.optionalText(fact.until);
  writer.long(fact.offset);
}
