import type { Contracts } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';
import type { AgencyFormat, Mapped } from './agency-format.js';

/** The inverse of `writeEvent`: an agency's bytes as a canonical event. Form only; nothing is checked against a contract or a right to send. */
export function readEvent(
  contracts: Pick<Contracts, 'message'>,
  format: AgencyFormat,
  body: Buffer,
): Mapped<Readonly<Record<string, unknown>>> {
  const parsed = format.parse(body);
  if (!parsed.ok) return parsed;
  const { attributes, data } = parsed.document;
  const type = typeof attributes.type === 'string' ? attributes.type : '';
  const contract = contracts.message(type);
  const mapper =
    contract === null || contract.type !== type || contract.kind === 'hub'
      ? null
      : format.mapperFor(contract.code as MessageCode | ControlCode);
  if (mapper === null) {
    const message = 'No message type of the catalogue.';
    return { ok: false, errors: [{ pointer: format.locate(null, '/type'), code: 'unknown-type', message }] };
  }
  const mapped = mapper.fromAgency(data);
  const errors = [...parsed.errors, ...(mapped.ok ? [] : mapped.errors)];
  const value = { ...attributes, data: mapped.value };
  return errors.length > 0 ? { ok: false, errors, value } : { ok: true, value };
}
