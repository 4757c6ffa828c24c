import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { dayOf, instantOf } from '../avro/instant.js';
import { isBsn } from './bsn.js';
import type { JsonSchema } from './json-schema.js';
import { isPartialDate } from './partial-date.js';

/** One instance for all messages: formats of our own, since a date must exist and a moment must have an offset. */
export function createAjv(): Ajv2020 {
  // The number of errors is bounded by the number of values, which is checked before; `verbose` gives the schema part that failed.
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true, ownProperties: true });
  ajv.addVocabulary(['x-class', 'x-flags']);
  ajv.addFormat('bsn', isBsn);
  ajv.addFormat('date', (text: string) => dayOf(text) !== null);
  ajv.addFormat('date-time', (text: string) => instantOf(text) !== null);
  ajv.addFormat('partial-date', isPartialDate);
  return ajv;
}

/** Throws when the schema is not strictly correct: schemas are part of the release. */
export function compileJsonSchema(ajv: Ajv2020, schema: JsonSchema): ValidateFunction {
  return ajv.compile(schema);
}
