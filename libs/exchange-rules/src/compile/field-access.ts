import { ENDPOINTS, type Ceiling, type Endpoint, type MessageCode } from '#lib/domain';
import { compiledMessage, type CompiledCell, type CompiledRules } from './compiled-rules.js';

/** `gated`: some facts open it, others do not. Over all facts and all dates of the rules. */
export type Access = 'always' | 'gated' | 'never';

/** For every field of a message what this recipient may ever get of it; `never` for all where no rule exists. */
export function everAllowedFields(
  rules: CompiledRules,
  message: MessageCode,
  recipient: Endpoint,
): Readonly<Record<string, Access>> {
  const cell = cellOf(rules, message, recipient);
  const { fields } = compiledMessage(rules, message).definition;
  return Object.fromEntries(fields.map(({ name }, place) => [name, accessAt(cell, place)]));
}

/** The same, asked for one field; remembered, since schemas ask for each field of each message. */
export function accessOf(rules: CompiledRules): (code: MessageCode, endpoint: Endpoint, field: string) => Access {
  const known = new Map<string, Readonly<Record<string, Access>>>();
  return (code, endpoint, field) => {
    const key = `${code} ${endpoint}`;
    const fields = known.get(key) ?? everAllowedFields(rules, code, endpoint);
    known.set(key, fields);
    return fields[field] ?? 'never';
  };
}

/** The catalogue's ceiling for the class of a field: `may-receive`, `never` or a condition (domain page 4.5). */
export function ceilingOf(rules: CompiledRules, message: MessageCode, recipient: Endpoint, field: string): Ceiling {
  const found = compiledMessage(rules, message).definition.fields.find(({ name }) => name === field);
  return found === undefined ? 'never' : (rules.catalogue.classes[found.class]?.ceiling[recipient] ?? 'never');
}

function cellOf(rules: CompiledRules, message: MessageCode, recipient: Endpoint): CompiledCell | null {
  const cell = compiledMessage(rules, message).cells[ENDPOINTS.indexOf(recipient)];
  return cell === undefined || cell.hardDenied !== null ? null : cell;
}

function accessAt(cell: CompiledCell | null, place: number): Access {
  const needs = (cell?.programs ?? []).map((program) => program.fields[place]?.needs ?? null);
  const open = needs.filter((need) => need !== null);
  if (open.length === 0) return 'never';
  return open.length === needs.length && open.every((need) => need.length === 0) ? 'always' : 'gated';
}
