import type { StoredRecord } from '#lib/messaging';
import { sameInForce, type InForce } from '../in-force.js';
import { activationId, inForceFrom, takesEffect } from '../record/activation.js';
import { authenticRecord } from '../record/authentic-record.js';
import { activatedBy, activationContent } from '../record/hub-record.js';
import { hubRecord } from './hub-record-to-publish.js';
import { HUB_SOURCE } from './hub-source.js';
import type { KnownLog, LogSetUp } from './log-set-up.js';

export interface Activated {
  readonly activated: number;
  readonly alreadyActive: number;
}

/**
 * One activation record in every partition where something else, or nothing, or only an activation of an earlier release is in force at the end
 * of the log. Idempotent.
 */
export async function activate(setUp: LogSetUp, known: Pick<KnownLog, 'logId' | 'partitions'>): Promise<Activated> {
  const ends = await setUp.log.ends(setUp.topics.messages);
  let activated = 0;
  let done = 0;
  for (const { partition, high } of ends) {
    const last = await inForceAtEnd(setUp, known.logId, partition, high);
    if (!sameInForce(last, setUp.inForce) || last?.since === undefined) {
      const id = activationId({ logId: known.logId, partition, end: high }, setUp.inForce);
      const content = activationContent(setUp.inForce);
      await setUp.log.publish([hubRecord(setUp, 'rule-set-activation', partition, id, content)]);
      activated += 1;
    }
    done += 1;
    setUp.progress?.(done, known.partitions);
  }
  return { activated, alreadyActive: done - activated };
}

/** What the partition's row says, and after it what the records say that no router has taken yet. */
export async function inForceAtEnd(
  setUp: Omit<LogSetUp, 'inForce'>,
  logId: string,
  partition: number,
  high: number,
): Promise<InForce | null> {
  const row = await setUp.partitionRow(partition);
  let last = row?.inForce ?? null;
  for await (const batch of setUp.log.read(setUp.topics.messages, partition, row?.nextOffset ?? 0, high)) {
    for (const record of batch) last = activationIn(setUp, logId, record, last) ?? last;
  }
  return last;
}

function activationIn(
  setUp: Omit<LogSetUp, 'inForce'>,
  logId: string,
  record: StoredRecord,
  before: InForce | null,
): InForce | null {
  if (record.headers['ce_source'] !== HUB_SOURCE) return null;
  const authentic = authenticRecord({ verifyOrigin: setUp.verify.bind(setUp) }, record);
  if (authentic === null || !takesEffect(authentic, record, logId, before)) return null;
  const decoded = setUp.contracts.decode(authentic.value);
  const isActivation = decoded.ok && decoded.code === 'rule-set-activation';
  return isActivation ? inForceFrom(authentic, record, activatedBy(decoded.content)) : null;
}
