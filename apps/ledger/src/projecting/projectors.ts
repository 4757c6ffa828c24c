import type { Contracts } from '#lib/contracts';
import type { DecisionEntry, Ledger, QuarantineEntry, ReceiptEntry } from '#lib/persistence';
import { decisionEntry } from './decision-entry.mapper.js';
import { quarantineEntry } from './quarantine-entry.mapper.js';
import { receiptEntry } from './receipt-entry.mapper.js';
import { StreamProjector, type ProjectorParts } from './stream-projector.js';

/** The projections of this process. */
export class Projectors {
  readonly decisions: StreamProjector<DecisionEntry>;
  readonly receipts: StreamProjector<ReceiptEntry>;
  readonly quarantine: StreamProjector<QuarantineEntry>;

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
    this.quarantine = new StreamProjector(
      {
        name: 'quarantine',
        entryOf: (record, logId) => quarantineEntry(contracts, record, logId),
        take: (batch) => ledger.takeQuarantined(batch),
      },
      { ...parts, ledger },
    );
  }
}
