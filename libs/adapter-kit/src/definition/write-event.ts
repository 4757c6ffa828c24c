import type { Content, ControlCode, MessageCode } from '#lib/domain';
import type { Composed } from './agency-document.js';
import type { AgencyFormat } from './agency-format.js';

/**
 * A canonical event (CloudEvents attributes and `data` of the contract) in an agency's own words and bytes. A message that the format does not
 * speak, and whatever goes wrong in translating, is a failure that quotes nothing of the content.
 */
export function writeEvent(
  format: AgencyFormat,
  code: MessageCode | ControlCode,
  event: Readonly<Record<string, unknown>>,
): Composed {
  const mapper = format.mapperFor(code);
  if (mapper === null) return failed('not-spoken', `The format ${format.name} has no ${code}.`);
  const { data, ...attributes } = event;
  try {
    return format.compose(code, { attributes, data: mapper.toAgency(data as Content) });
  } catch {
    // Without its cause: the exception of a translation may quote what it could not translate.
    return failed('not-composable', `Writing ${code} as ${format.name} failed.`);
  }
}

function failed(code: string, message: string): Composed {
  return { ok: false, errors: [{ pointer: '', code, message }] };
}
