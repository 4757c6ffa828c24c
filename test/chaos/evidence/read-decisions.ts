import { createHash } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import type { MessageLog, StoredRecord } from '#lib/messaging';
import type { CellSeen, DecisionSeen } from './evidence.js';

interface StoredCell {
  readonly recipient: string;
  readonly unit?: string | null;
  readonly refusal?: string | null;
  readonly deliveryId?: string | null;
  readonly removed: readonly string[];
}

/** The whole decisions topic, as it stands. */
export async function readDecisions(log: MessageLog, topic: string, contracts: Contracts): Promise<DecisionSeen[]> {
  const seen: DecisionSeen[] = [];
  for (const { partition, low, high } of await log.ends(topic)) {
    if (high === low) continue;
    for await (const page of log.read(topic, partition, low, high)) {
      seen.push(...page.flatMap((record) => decisionOf(record, contracts)));
    }
  }
  return seen;
}

function decisionOf({ value }: StoredRecord, contracts: Contracts): readonly DecisionSeen[] {
  const decoded = value === null ? null : contracts.decode(value);
  if (value === null || decoded?.ok !== true || decoded.code !== 'decision-record') return [];
  const content = decoded.content;
  const cells = (content['cells'] ?? []) as readonly StoredCell[];
  return [
    {
      partition: Number(content['partition']),
      offset: Number(content['offset']),
      decisionId: String(content['decisionId']),
      messageId: String(content['messageId']),
      outcome: String(content['outcome']),
      caseKey: String(content['caseKey']),
      hash: createHash('sha256').update(value).digest('base64url'),
      cells: cells.map((cell): CellSeen => ({
        recipient: cell.recipient,
        unit: cell.unit ?? null,
        refusal: cell.refusal ?? null,
        deliveryId: cell.deliveryId ?? null,
        removed: cell.removed,
      })),
    },
  ];
}
