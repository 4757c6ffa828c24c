import { dayAfter, parseStoryTime, storyInstant } from './story-time.js';

/**
 * Fills the places of a step's payload that depend on the story's own day:
 * `{D+9}` a date, `{D+9 14:00}` an instant, `{date}` and `{time}` the step's own, `{time-50h}` hours before or after it.
 */
export function fillContents<T>(value: T, day: string, at: string): T {
  if (typeof value === 'string') return fillText(value, day, at) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => fillContents(item, day, at)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fillContents<unknown>(item, day, at)]),
    ) as T;
  }
  return value;
}

function fillText(text: string, day: string, at: string): string {
  const inner = /^\{([^{}]+)\}$/.exec(text)?.[1];
  if (inner === undefined) return text;
  if (inner === 'date') return dayAfter(day, parseStoryTime(at)?.days ?? 0);
  if (inner === 'time') return storyInstant(day, at);
  const hours = /^time([+-]\d+)h$/.exec(inner)?.[1];
  if (hours !== undefined) return new Date(Date.parse(storyInstant(day, at)) + Number(hours) * 3_600_000).toISOString();
  const days = /^D\+(\d+)$/.exec(inner)?.[1];
  if (days !== undefined) return dayAfter(day, Number(days));
  return /^D\+\d+ \d\d:\d\d$/.test(inner) ? storyInstant(day, inner) : text;
}
