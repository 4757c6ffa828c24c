/** What operators look at, judged: the books, the time line of a case, alarms. Pure; reading and telling are the apps' work. */
export * from './alarms/alarm.js';
export * from './alarms/alarm-thresholds.js';
export * from './alarms/book-conditions.js';
export * from './alarms/load-conditions.js';
export * from './alarms/next-alarms.js';
export * from './alarms/quarantine-conditions.js';
export * from './books/judge-book.js';
export * from './case/time-line.js';
