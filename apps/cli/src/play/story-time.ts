const AMSTERDAM = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const DAY_MS = 86_400_000;

/**
 * `D+9 14:00` → days after D and the clock time; 09:00 when the story gives none (decisions 7). `variant` before it marks another course of
 * the same case. Null when it is not of that form.
 */
export function parseStoryTime(at: string): { readonly days: number; readonly clock: string } | null {
  const match = /^(?:variant )?D\+(\d{1,4})(?:\s+([01]\d|2[0-3]):([0-5]\d))?$/.exec(at.trim());
  if (match === null) return null;
  return { days: Number(match[1]), clock: match[2] === undefined ? '09:00' : `${match[2]}:${match[3]}` };
}

/** The instant of a step, RFC 3339 in UTC; the clock of a story is that of Amsterdam. `day` is D, `YYYY-MM-DD`. */
export function storyInstant(day: string, at: string): string {
  const time = parseStoryTime(at);
  if (time === null) throw new RangeError('A story time has the form "D+9" or "D+9 14:00".');
  const asIfUtc = Date.parse(`${dayAfter(day, time.days)}T${time.clock}:00Z`);
  // Twice, because the offset found at the first guess may be the one on the other side of a clock change.
  let instant = asIfUtc - amsterdamOffsetMs(asIfUtc);
  instant = asIfUtc - amsterdamOffsetMs(instant);
  return new Date(instant).toISOString();
}

/** The calendar date `days` after `day`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The date in Amsterdam at an instant. */
export function amsterdamDay(instantMs: number): string {
  const parts = partsAt(instantMs);
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

function amsterdamOffsetMs(instantMs: number): number {
  const p = partsAt(instantMs);
  const local = Date.parse(`${p['year']}-${p['month']}-${p['day']}T${p['hour']}:${p['minute']}:${p['second']}Z`);
  return local - Math.floor(instantMs / 1000) * 1000;
}

function partsAt(instantMs: number): Record<string, string> {
  return Object.fromEntries(AMSTERDAM.formatToParts(instantMs).map((part) => [part.type, part.value]));
}
