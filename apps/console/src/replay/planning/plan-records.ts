import type { QuarantineCursor, QuarantinedRecord } from '#lib/persistence';
import { CARRIED_OUT, type PlanItem, type Selection, type Verdict } from '#lib/replay';
import type { ReadAgain } from '#lib/routing';
import { isReadSince, judgeRecords } from '../judging/judge-records.js';
import { placeName } from '../judging/read-originals.js';
import type { ReplayParts } from '../replay-parts.js';
import type { Planned } from './plan-items.js';
import type { Selected } from './selected-items.js';

const PAGE = 1000;

/** Records of the case log that were set aside and that a selection names. */
export async function selectedRecords(
  parts: ReplayParts,
  { records, reason, since, until }: Selection,
  most: number,
): Promise<Selected> {
  const { quarantine } = parts.database;
  const filter = {
    origin: 'CASE_LOG' as const,
    ...(records === undefined ? {} : { places: records }),
    ...(reason === undefined ? {} : { reason }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  // Names alone: there are few, and each is read again when it is judged.
  const found: string[] = [];
  let after: QuarantineCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof quarantine.list>> = await quarantine.list(filter, PAGE, after);
    found.push(...page.records.map(({ quarantineId }) => quarantineId));
    after = page.next;
  } while (after !== null && found.length <= most);
  return {
    count: found.length,
    chunk: async (from, size, { nth }) => {
      const quarantineIds = found.slice(from, from + size);
      const page = quarantineIds.length === 0 ? null : await quarantine.list({ quarantineIds }, size, null);
      return plannedRecords(parts, nth, page?.records ?? []);
    },
  };
}

/** Some of them, judged. */
async function plannedRecords(
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
