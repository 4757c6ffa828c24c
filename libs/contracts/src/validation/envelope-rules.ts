import { isEndpoint } from '#lib/domain';
import type { MessageContract } from '../message/message-contract.js';
import type { ContractError } from './contract-error.js';
import type { EdgeEnvelope } from './edge-envelope.js';
import { instantOf } from '../avro/instant.js';

/** Codes of the domain page 1.3, or an article of the Wpg for police items. Bounded, so linear in time. */
const LEGAL_BASIS = /^(?:LB(?:[1-9]|1[0-5])|Wpg[ -](?:art\. ?)?\d{1,2}[a-z]?)$/i;

/** Fields that make a delivery what it is; who withholds them withholds the message, which `onlyFor` is there for. */
const NOT_WITHHELD: ReadonlySet<string> = new Set(['vNumber', 'person']);

const MAX_BASES = 15;

/** VAL-03 (purpose and legal basis, HD8) and the sender's own limits. Control messages reach no endpoint and need neither. */
export function envelopeErrors(contract: MessageContract, envelope: EdgeEnvelope): readonly ContractError[] {
  const errors: ContractError[] = [];
  if (contract.definition !== null) errors.push(...groundErrors(contract.definition.purposes, envelope));
  if (instantOf(envelope.time) === null) {
    errors.push({ pointer: '/time', code: 'format', message: 'must be a moment with offset (RFC 3339)' });
  }
  const names = new Set(contract.fields.map((field) => field.name));
  for (const name of envelope.withhold ?? []) {
    if (!names.has(name) || NOT_WITHHELD.has(name)) {
      errors.push({
        pointer: '/withhold',
        code: 'withhold',
        message: 'must name fields of this message that can be left out',
      });
    }
  }
  for (const name of envelope.onlyFor ?? []) {
    if (!isEndpoint(name)) errors.push({ pointer: '/onlyfor', code: 'onlyFor', message: 'must name endpoints' });
  }
  return errors;
}

function groundErrors(purposes: readonly string[], envelope: EdgeEnvelope): readonly ContractError[] {
  const errors: ContractError[] = [];
  const fault = (pointer: string, message: string): void => void errors.push({ pointer, code: 'VAL-03', message });
  if (envelope.purpose === null || envelope.purpose === '') fault('/purpose', 'is required');
  else if (!purposes.includes(envelope.purpose)) fault('/purpose', `must be ${purposes.join(' or ')} for this message`);
  if (envelope.legalBasis.length === 0) fault('/legalbasis', 'is required');
  if (envelope.legalBasis.length > MAX_BASES) fault('/legalbasis', `names more than ${MAX_BASES} grounds`);
  else if (!envelope.legalBasis.every((basis) => LEGAL_BASIS.test(basis))) {
    fault('/legalbasis', 'must name codes LB1 to LB15, or an article of the Wpg');
  }
  return errors;
}
