import { hubRecord } from './hub-record-to-publish.js';
import type { KnownLog, LogSetUp } from './log-set-up.js';

/** The log id as first record of every partition that is still empty. */
export async function publishOpening(setUp: LogSetUp, known: KnownLog): Promise<void> {
  const { logId, partitions } = known;
  const empty = (await setUp.log.ends(setUp.topics.messages)).filter(({ high }) => high === 0);
  await setUp.log.publish(
    empty.map(({ partition }) =>
      hubRecord(setUp, 'log-opened', partition, `log-opened/${logId}/${partition}`, { logId, partitions }),
    ),
  );
}
