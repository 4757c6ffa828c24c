import type { Contracts } from '#lib/contracts';
import type { DecisionToExplain } from '#lib/exchange-rules';
import type { MessageLog } from '#lib/messaging';
import type { Ledger } from '#lib/persistence';

/** With the pseudonym of the case that it is about. */
export interface FoundDecision extends DecisionToExplain {
  readonly caseKey?: string | null;
}

type Found = readonly FoundDecision[];

/** Decisions by their own id or by that of their message, in the order of the log. */
export async function decisionsInLedger(ledger: Ledger, contracts: Contracts, id: string): Promise<Found> {
  const decision = await ledger.decision(id);
  const rows = decision === null ? await ledger.decisionsOf(id) : [decision];
  return rows.flatMap(({ record }) => read(contracts, record) ?? []);
}

/** The same from the decisions topic itself, for when the ledger is behind. Reads all of it, repeats left out. */
export async function decisionsOnTopic(
  log: Pick<MessageLog, 'ends' | 'read'>,
  topic: string,
  contracts: Contracts,
  id: string,
): Promise<Found> {
  const found = new Map<string, FoundDecision>();
  for (const { partition, low, high } of await log.ends(topic)) {
    for await (const page of log.read(topic, partition, low, high)) {
      for (const { value } of page) {
        const record = value === null ? null : read(contracts, value);
        const { decisionId, messageId } = record ?? {};
        if (record === null || (decisionId !== id && messageId !== id)) continue;
        if (!found.has(decisionId ?? '')) found.set(decisionId ?? '', record);
      }
    }
  }
  return [...found.values()];
}

function read(contracts: Contracts, value: Buffer): FoundDecision | null {
  const decoded = contracts.decode(value);
  return decoded.ok && decoded.code === 'decision-record' ? (decoded.content as unknown as FoundDecision) : null;
}
