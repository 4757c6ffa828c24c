import type { QuarantineCursor, QuarantinedRecord } from '#lib/persistence';
import { CARRIED_OUT, type PlanItem, type Selection, type Verdict } from '#lib/replay';
import type { ReadAgain } from '#lib/routing';
import { isReadSince, judgeRecords } from '../judging/judge-records.js';
import { placeName } from '../judging/read-originals.js';
import type { ReplayParts } from '../replay-parts.js';
import type { Planned } from './plan-items.js';

const PAGE = 1000;

/** Records of the case log that were set aside and that a selection names; `most` + 1 when there are more. */
export async function selectedRecords(
  { database }: Pick<ReplayParts, 'database'>,
  { records, reason, since, until }: Selection,
  most: number,
): Promise<readonly QuarantinedRecord[]> {
  const filter = {
    origin: 'CASE_LOG' as const,
    ...(records === undefined ? {} : { places: records }),
    ...(reason === undefined ? {} : { reason }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const found: QuarantinedRecord[] = [];
  let after: QuarantineCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof database.quarantine.list>> = await database.quarantine.list(
      filter,
      PAGE,
      after,
    );
    found.push(...page.records);
    after = page.next;
  } while (after !== null && found.length <= most);
  return found;
}

/** Some of them, judged. */
export async function plannedRecords(
  parts: ReplayParts,
  nth: number,
  records: readonly QuarantinedRecord[],
): Promise<readonly Planned[]> {
  const judged = await judgeRecords(parts, records);
  return records.map((record, index) => {
    const again = judged[index] ?? { kind: 'UNREADABLE', why: 'gone' };
    const item = itemOf(record, again);
    const carriedOut = CARRIED_OUT.has(item.verdict.kind);
    const signs = { cell: null, errorClass: null, reason: record.reason, schemaId: null };
    return { item, stored: { ...item, nth: nth + index, carriedOut, ...signs } };
  });
}

/** Until it is known to be what it claims, nothing is said of whose case it is. */
function itemOf(record: QuarantinedRecord, again: ReadAgain): PlanItem {
  const readable = again.kind === 'READABLE';
  return {
    ...{ itemId: placeName(record), role: 'ALONE', headId: null, deliveryId: null, decisionId: record.quarantineId },
    ...{ ruleSetThen: null, messageId: record.claimedMessageId, endpoint: null, unit: null, generation: 0 },
    message: readable ? again.code : record.claimedMessage,
    caseKey: readable ? again.caseKey : null,
    ...{ removal: false, upgraded: false, verdict: verdictOf(record, again) },
  };
}

function verdictOf(record: QuarantinedRecord, again: ReadAgain): Verdict {
  if (isReadSince(record)) return { kind: 'DONE' };
  return again.kind === 'READABLE' ? { kind: 'READ' } : { kind: 'UNREADABLE', why: again.why };
}
