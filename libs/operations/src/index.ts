/** What operators look at, judged: the books, the time line of a case, dead letters, alarms. Judging is pure; what is looked for is asked of ports that are passed in. */
export * from './alarms/alarm.js';
export * from './alarms/alarm-thresholds.js';
export * from './alarms/book-conditions.js';
export type { Condition } from './alarms/condition.js';
export * from './alarms/load-conditions.js';
export * from './alarms/next-alarms.js';
export * from './alarms/quarantine-conditions.js';
export * from './alarms/told-alarms.js';
export * from './books/judge-book.js';
export * from './case/time-line.js';
export * from './case/what-next.js';
export * from './dead-letters/dead-letter-card.js';
export * from './dead-letters/find-dead-letters.js';
export * from './dead-letters/group-of-letter.js';
