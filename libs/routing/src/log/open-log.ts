import { activate } from './activate.js';
import { findMismatch, firstRecords } from './first-records.js';
import { publishOpening } from './publish-opening.js';
import type { LogOpened, LogSetUp } from './log-set-up.js';
import { topicSpecs } from './topic-specs.js';

/**
 * Sets up the case log, or checks the one there is (decisions 2 and 5): the database stores the log id first, then come the topics, the log id
 * as first record of each partition, the first activation, and last the state READY. Every step may be repeated, so the next run
 * completes an interrupted one, and two at once do no harm.
 */
export async function openLog(setUp: LogSetUp): Promise<LogOpened> {
  const before = await setUp.logs.read();
  const found = await firstRecords(setUp);
  if (before === null) {
    const mismatch = findMismatch(null, found);
    if (mismatch !== null) return { kind: 'MISMATCH', message: mismatch };
  }
  const known = before ?? (await setUp.logs.begin(setUp.newLogId(), setUp.partitions));
  const mismatch = findMismatch(known, found);
  if (mismatch !== null) return { kind: 'MISMATCH', message: mismatch };

  await setUp.log.ensureTopics(topicSpecs(setUp.topics.all(), known.partitions));
  await publishOpening(setUp, known);
  const { activated, alreadyActive } = await activate(setUp, known);
  await setUp.logs.markReady(known.logId);
  return { kind: 'OPENED', log: { ...known, state: 'READY' }, activated, alreadyActive };
}
