import { type UnreadableRecord } from './quarantine.port.js';
import { type VersionRef } from './router-store.port.js';
import { type Receipt } from './submissions.port.js';

/** One cell of a decision: what one recipient unit got of the message, or why it got nothing. */
export interface LedgerCell {
  readonly recipient: string;
  readonly unit: string | null;
  /** null = delivered. */
  readonly refusal: string | null;
  readonly ruleId: string | null;
  readonly deliveryId: string | null;
  readonly recipientSchemaId: number | null;
  readonly removed: readonly string[];
  readonly masked: readonly string[];
  /** Facts that the cell's conditions read, with what they were. */
  readonly read: readonly { readonly name: string; readonly value: boolean }[];
}

/** A fact behind a decision, as the decision record names it. */
export type LedgerFact = Readonly<Record<string, unknown>>;

/** What a decision record says, in columns to look for, and its exact bytes. Names and codes only, no person. */
export interface LedgerDecision {
  readonly decisionId: string;
  readonly logPartition: number;
  readonly logOffset: number;
  /** Place of the first record with this id in its partition of the decisions topic. */
  readonly topicOffset: number;
  readonly generation: number;
  readonly caseKey: string | null;
  readonly messageId: string | null;
  readonly message: string | null;
  readonly sender: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly originalOffset: number | null;
  /** Accepted time as it stands in the record; null where the record has none (quarantine). */
  readonly time: string | null;
  readonly engine: number;
  readonly ruleSet: VersionRef | null;
  readonly schemaSet: VersionRef | null;
  readonly lists: VersionRef | null;
  readonly valueHash: string | null;
  readonly warnings: readonly string[];
  readonly facts: readonly LedgerFact[];
  readonly cells: readonly LedgerCell[];
  /** The record's value, byte for byte as it stands on the topic. */
  readonly record: Buffer;
  /** SHA-256 of what must be equal in every repeat, hex. */
  readonly recordHash: string;
}

export interface DecisionEntry extends LedgerDecision {
  /** What the sender may be told under the status of its message: codes only. null = nothing (a repeat tells nothing new). */
  readonly told: Receipt | null;
}

/** What became of one delivery, as its adapter said. */
export interface LedgerReceipt {
  readonly receiptId: string;
  readonly deliveryId: string;
  readonly messageId: string;
  readonly message: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly caseKey: string;
  readonly lane: string;
  readonly sequence: number | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly attempts: number;
  /** RFC 3339, by the clock of the adapter. */
  readonly time: string;
  readonly logPartition: number;
  readonly logOffset: number;
  readonly recipientReference: string | null;
}

export interface ReceiptEntry extends LedgerReceipt {
  readonly topicOffset: number;
  readonly record: Buffer;
  readonly recordHash: string;
}

/** A record of the case log that the router set aside. */
export interface QuarantineEntry extends UnreadableRecord {
  readonly topicOffset: number;
  /** Of the value alone: what stands at one place of the log is always the same. */
  readonly recordHash: string;
}
