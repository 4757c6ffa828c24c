/** Days from Monday to Friday after `from`, up to and including `to` (days since 1970). Public holidays count as working days: they differ per state. */
export function workingDaysBetween(from: number, to: number): number {
  let count = 0;
  for (let day = from + 1; day <= to; day++) {
    // 1970-01-01 was a Thursday, weekday 4.
    const weekday = (((day + 4) % 7) + 7) % 7;
    if (weekday !== 0 && weekday !== 6) count++;
  }
  return count;
}
