const WALL = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/**
 * A moment (RFC 3339) as the clock on the wall in the Netherlands shows it, with its offset, so that the hour that comes twice in October stays
 * two moments. Before 1940 the offset was no whole number of minutes; such a moment stays in UTC, for RFC 3339 can't write it.
 *
 * @throws on a text that is no moment
 */
export function localTime(moment: string): string {
  const instant = Date.parse(moment);
  if (Number.isNaN(instant)) throw new Error('Writing a moment: not RFC 3339.');
  const part = Object.fromEntries(WALL.formatToParts(instant).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second, fractionalSecond } = part;
  const wall = `${year?.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}.${fractionalSecond}`;
  const minutes = (Date.parse(`${wall}Z`) - instant) / 60_000;
  if (!Number.isInteger(minutes)) return new Date(instant).toISOString();
  const offset = `${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
  return `${wall}${minutes < 0 ? '-' : '+'}${offset}`;
}
