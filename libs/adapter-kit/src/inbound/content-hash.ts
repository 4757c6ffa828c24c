import { createHash } from 'node:crypto';

/** SHA-256 over the event with members in one order: spacing and member order are not content. The input is parsed JSON of bounded depth. */
export function contentHash(event: unknown): string {
  return createHash('sha256').update(canonical(event)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
