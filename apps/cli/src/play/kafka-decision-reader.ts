import { randomUUID } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import type { Endpoint, RefusalCode } from '#lib/domain';
import type { MessageLog, RecordBatch, Subscription } from '#lib/messaging';
import type { DecisionReader, RecordedCell, RecordedDecision } from './decision-reader.port.js';

interface StoredCell {
  readonly recipient: Endpoint;
  readonly unit?: string;
  readonly refusal?: RefusalCode;
  readonly ruleId?: string;
  readonly deliveryId?: string;
  readonly removed: readonly string[];
  readonly masked: readonly string[];
}

/** Follows the decisions topic from now on. A play reads what the router recorded, not what the player would decide. */
export class KafkaDecisionReader implements DecisionReader {
  private readonly decided = new Map<string, RecordedDecision>();
  private readonly waiting = new Map<string, (decision: RecordedDecision) => void>();

  private constructor(
    private readonly log: MessageLog,
    private readonly contracts: Contracts,
    private readonly groupId: string,
  ) {}

  private subscription: Subscription | null = null;

  static async open(
    log: MessageLog,
    topic: string,
    contracts: Contracts,
    prefix: string,
  ): Promise<KafkaDecisionReader> {
    const groupId = `${prefix}.play.${randomUUID()}`;
    const reader = new KafkaDecisionReader(log, contracts, groupId);
    reader.subscription = await log.subscribe({ topics: [topic], groupId, from: 'end' }, (batch) => {
      reader.take(batch);
      return Promise.resolve({ kind: 'done' });
    });
    return reader;
  }

  async whenDecided(messageId: string, deadlineMs: number): Promise<RecordedDecision | null> {
    const known = this.decided.get(messageId);
    if (known !== undefined) return known;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting.delete(messageId);
        resolve(null);
      }, deadlineMs);
      this.waiting.set(messageId, (decision) => {
        clearTimeout(timer);
        resolve(decision);
      });
    });
  }

  async close(): Promise<void> {
    await this.subscription?.stop();
    await this.log.deleteGroups([this.groupId]);
  }

  private take(batch: RecordBatch): void {
    for (const record of batch.records) {
      if (record.value === null) continue;
      const decoded = this.contracts.decode(record.value);
      if (!decoded.ok || decoded.code !== 'decision-record') continue;
      const decision = decisionOf(decoded.content);
      if (decision === null || decision.outcome === 'DUPLICATE') continue;
      this.decided.set(decision.messageId, decision);
      this.waiting.get(decision.messageId)?.(decision);
      this.waiting.delete(decision.messageId);
    }
  }
}

function decisionOf(content: Readonly<Record<string, unknown>>): RecordedDecision | null {
  const messageId = content['messageId'];
  if (typeof messageId !== 'string') return null;
  const cells = (content['cells'] ?? []) as readonly StoredCell[];
  return {
    messageId,
    outcome: String(content['outcome']),
    reason: typeof content['reason'] === 'string' ? content['reason'] : null,
    cells: cells.map((cell): RecordedCell => ({
      recipient: cell.recipient,
      unit: cell.unit ?? null,
      refusal: cell.refusal ?? null,
      ruleId: cell.ruleId ?? null,
      deliveryId: cell.deliveryId ?? null,
      removed: cell.removed,
      masked: cell.masked,
      read: {},
    })),
  };
}
