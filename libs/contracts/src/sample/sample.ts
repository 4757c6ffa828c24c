import type { Content } from '#lib/domain';
import { instantOf } from '../avro/instant.js';
import type { MessageContract } from '../message/message-contract.js';
import type { EdgeEnvelope } from '../validation/edge-envelope.js';
import { diceOf } from './dice.js';
import { makeConsistent } from './make-consistent.js';
import { sampleObject } from './sample-json.js';

export interface SampleOptions {
  /** RFC 3339: the moment that dates hang on, and the `time` of an envelope that goes with the sample. */
  readonly at?: string;
  /** Every optional field is there. */
  readonly full?: boolean;
}

/** A Monday morning; samples never read a clock. */
const DEFAULT_AT = '2026-03-02T09:00:00.000Z';

/**
 * A valid, varied, invented content of the message; the same source of randomness gives the same one. `overrides` are laid over it
 * (undefined or null takes a field out) and are not made consistent: what is given is what is sent.
 */
export function sample(
  contract: MessageContract,
  random: () => number,
  overrides: Content = {},
  options: SampleOptions = {},
): Content {
  const schema = contract.jsonSchema;
  if (schema === null) throw new Error(`Making a sample: ${contract.code} has no door.`);
  const at = instantOf(options.at ?? DEFAULT_AT);
  if (at === null) throw new Error('Making a sample: `at` must be a moment with offset.');
  const dice = diceOf(random);
  const density = options.full === true ? 1 : 0.7;
  const body = sampleObject(schema, { dice, moment: { at }, definitions: schema.$defs ?? {}, density });
  makeConsistent(contract.code, body, dice, at);
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined || value === null) delete body[name];
    else body[name] = value;
  }
  return body;
}

/** An envelope that the message accepts. */
export function sampleEnvelope(contract: MessageContract, at: string = DEFAULT_AT): EdgeEnvelope {
  return { purpose: contract.definition?.purposes[0] ?? null, legalBasis: ['LB1'], time: at };
}
