import { type Database } from '../database.port.js';
import { type DeliveryState, type IncomingDelivery } from '../deliveries.port.js';
import { type DecisionEntry, type LedgerCell } from '../ledger-entries.port.js';
import { newUnit } from '../repositories/incoming-delivery.fixture.js';

const LOG = 'log-1';
let partitions = 0;
let receipts = 0;

/** One recipient unit and one partition of the log, so that no test meets another: decided, taken and ended as a test asks. */
export class HubTables {
  readonly partition = partitions++;
  readonly unit: string;
  private readonly incoming = newUnit();
  private topicOffset = 0;

  /** All in one case, unless told otherwise: behind a dead letter the rest of its case is parked. */
  constructor(
    private readonly database: () => Database,
    private readonly caseAt: (offset: number) => string = () => 'case',
  ) {
    this.unit = this.delivery(0).unit ?? '';
  }

  get caseKey(): string {
    return this.delivery(0).caseKey;
  }

  /** The delivery of the record at this place. */
  delivery(offset: number, changes: Partial<IncomingDelivery> = {}): IncomingDelivery {
    return this.incoming(this.caseAt(offset), offset, { logPartition: this.partition, ...changes });
  }

  /** The ledger takes decisions: delivered to the unit where there is no refusal. */
  async decide(offsets: readonly number[], cell: Partial<LedgerCell> = {}): Promise<void> {
    const entries = offsets.map((offset) => this.decision(offset, cell));
    const { nextOffset } = await this.database().ledger.openPosition('decisions', this.partition, LOG);
    await this.database().ledger.takeDecisions({
      partition: this.partition,
      logId: LOG,
      expectedNextOffset: nextOffset,
      nextOffset: nextOffset + entries.length,
      entries,
    });
  }

  /** The adapter takes them; with a state they end in it. */
  async take(offsets: readonly number[], state: DeliveryState = 'WAITING', errorClass: string | null = null) {
    const { deliveries } = this.database();
    await deliveries.take(offsets.map((offset) => this.delivery(offset)));
    for (const offset of state === 'WAITING' ? [] : offsets) {
      const delivery = this.delivery(offset);
      await deliveries.beginAttempt(delivery, null);
      if (state !== 'ATTEMPTING') await deliveries.settle(delivery.deliveryId, state, errorClass);
    }
  }

  /** The ledger takes the receipt of a delivery. */
  async say(offset: number, outcome: string, reason: string | null): Promise<void> {
    const { deliveryId, messageId, endpoint, unit, caseKey } = this.delivery(offset);
    const receiptId = `receipt-${receipts++}`;
    const { nextOffset } = await this.database().ledger.openPosition('receipts', this.partition, LOG);
    const entry = {
      ...{ receiptId, deliveryId, messageId, message: 'M06', endpoint, unit, caseKey, lane: 'CASE', sequence: 1 },
      ...{ outcome, reason, attempts: 1, time: '2026-03-01T09:00:01.000Z', logPartition: this.partition },
      ...{ logOffset: offset, recipientReference: null, topicOffset: nextOffset, record: Buffer.from(receiptId) },
      recordHash: receiptId,
    };
    await this.database().ledger.takeReceipts({
      partition: this.partition,
      logId: LOG,
      expectedNextOffset: nextOffset,
      nextOffset: nextOffset + 1,
      entries: [entry],
    });
  }

  private decision(offset: number, cell: Partial<LedgerCell>): DecisionEntry {
    const { deliveryId, messageId, decisionId, caseKey, endpoint, unit } = this.delivery(offset);
    const refused = cell.refusal ?? null;
    const to = { recipient: endpoint, unit, refusal: null, ruleId: 'm06-gem', recipientSchemaId: 7, read: [] };
    const gets = { deliveryId: refused === null ? deliveryId : null, removed: [], masked: [] };
    return {
      ...{ decisionId, logPartition: this.partition, logOffset: offset, topicOffset: this.topicOffset++ },
      ...{ generation: 0, caseKey, messageId, message: 'M06', sender: 'DTV', outcome: 'DECIDED', reason: null },
      ...{ originalOffset: null, time: '2020-03-01T09:00:00.000Z', engine: 1, ruleSet: { id: 'rules', hash: 'ab' } },
      ...{ schemaSet: null, lists: null, valueHash: null, warnings: [], facts: [], told: null },
      cells: [{ ...to, ...gets, ...cell }],
      record: Buffer.from(decisionId),
      recordHash: decisionId,
    };
  }
}
