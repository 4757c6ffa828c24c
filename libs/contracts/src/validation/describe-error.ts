import type { ErrorObject } from 'ajv';
import type { ContractCode } from '../message/contract-code.js';
import type { ContractError } from './contract-error.js';
import type { JsonSchema } from './json-schema.js';

/** Common types that refer to a document, and what VAL-05 wants each to have. */
const DOCUMENTS: ReadonlySet<string> = new Set(['DocumentRef', 'SealedDocumentRef', 'BiometricRef', 'FaceImage']);
const OF_EVERY_DOCUMENT: ReadonlySet<string> = new Set(['sha256', 'classification', 'expiresAt']);

/** Code lists of which a stray value may be the name of a drug or a diagnosis (VAL-18). */
const MEDICAL_LISTS: ReadonlySet<string> = new Set(['TravelCondition', 'MedicationNeed']);

/** Looks like a field name of ours, so that a typing error can be pointed at. Anything else might be a value in the wrong place. */
const FIELD_NAME = /^[a-z][A-Za-z]{0,39}$/;

/** ajv's error without the value: pointer, VAL code or keyword, and a sentence that follows the pointer. */
export function describeError(
  error: ErrorObject,
  code: ContractCode,
  definitions: ReadonlyMap<unknown, string>,
): ContractError {
  const params = error.params as Record<string, unknown>;
  const definition = definitions.get(error.parentSchema) ?? '';
  const missing = error.keyword === 'required' ? String(params['missingProperty']) : null;
  return {
    pointer: missing === null ? pointerOf(error, params) : `${error.instancePath}/${missing}`,
    code: ruleOf(definition, missing, code) ?? error.keyword,
    message: sentence(error, params),
  };
}

function pointerOf(error: ErrorObject, params: Record<string, unknown>): string {
  if (error.keyword !== 'additionalProperties') return error.instancePath;
  const name = String(params['additionalProperty']);
  return FIELD_NAME.test(name) ? `${error.instancePath}/${name}` : error.instancePath;
}

function ruleOf(definition: string, missing: string | null, code: ContractCode): string | null {
  if (definition === 'VNumber') return 'VAL-01';
  if (definition === 'Bsn') return 'VAL-02';
  if (missing === 'vNumber') return 'VAL-01';
  if (missing === 'checkMethod' && code === 'M13') return 'VAL-13';
  if (missing !== null && DOCUMENTS.has(definition) && OF_EVERY_DOCUMENT.has(missing)) return 'VAL-05';
  if (MEDICAL_LISTS.has(definition) && (code === 'M28' || code === 'M30')) return 'VAL-18';
  return null;
}

function sentence(error: ErrorObject, params: Record<string, unknown>): string {
  const about = (error.parentSchema as JsonSchema | undefined)?.description;
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not a field of this message';
    case 'type':
      return `must be ${String(params['type'])}`;
    case 'enum':
      return 'must be one of the codes of its list';
    case 'const':
      return 'has another value than the only one allowed';
    case 'pattern':
    case 'format':
      return about === undefined ? 'has the wrong form' : `has the wrong form (${about})`;
    case 'minLength':
    case 'minItems':
      return 'is too short';
    case 'maxLength':
    case 'maxItems':
      return `is longer than ${String(params['limit'])}`;
    case 'minimum':
    case 'maximum':
      return `must be ${String(params['comparison'])} ${String(params['limit'])}`;
    default:
      return 'is not valid';
  }
}
