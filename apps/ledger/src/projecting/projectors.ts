import type { Contracts } from '#lib/contracts';
import type { DecisionEntry, Ledger, ReceiptEntry } from '#lib/persistence';
import { decisionEntry } from './decision-entry.mapper.js';
import { receiptEntry } from './receipt-entry.mapper.js';
import { StreamProjector, type ProjectorParts } from './stream-projector.js';

/** The two projections of this process. */
export class Projectors {
  readonly decisions: StreamProjector<DecisionEntry>;
  readonly receipts: StreamProjector<ReceiptEntry>;

  constructor(contracts: Contracts, ledger: Ledger, parts: Omit<ProjectorParts, 'ledger'>) {
    this.decisions = new StreamProjector(
      {
        name: 'decisions',
        entryOf: (record, logId) => decisionEntry(contracts, record, logId),
        take: (batch) => ledger.takeDecisions(batch),
      },
      { ...parts, ledger },
    );
    this.receipts = new StreamProjector(
      {
        name: 'receipts',
        entryOf: (record) => receiptEntry(contracts, record),
        take: (batch) => ledger.takeReceipts(batch),
      },
      { ...parts, ledger },
    );
  }
}
