import { beginOf } from '#lib/domain';
import { OptionWrong } from './option-wrong.js';

/** RFC 3339 in UTC; a date is its beginning in the Netherlands. @throws OptionWrong */
export function timeOption(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = beginOf(text);
  if (at !== null) return new Date(at).toISOString();
  throw new OptionWrong(
    `${option} takes a date (2026-11-02, from its beginning in the Netherlands) or a time (2026-11-02T14:00:00+01:00).`,
  );
}
