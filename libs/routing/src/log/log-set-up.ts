import type { Contracts } from '#lib/contracts';
import type { MessageLog } from '#lib/messaging';
import type { OriginClaim, OriginProof } from '../hub.js';
import type { InForce } from '../in-force.js';

/** The log as the database knows it (`HubLogStore` of libs/persistence). */
export interface KnownLog {
  readonly logId: string;
  readonly partitions: number;
  readonly state: 'CREATING' | 'READY';
}

export interface KnownLogs {
  read(): Promise<KnownLog | null>;
  begin(logId: string, partitions: number): Promise<KnownLog>;
  markReady(logId: string): Promise<boolean>;
}

/** What set-up works on. Ports only: it runs the same from `schakel up`, from a job on a cluster and in a test. */
export interface LogSetUp {
  readonly log: MessageLog;
  readonly logs: KnownLogs;
  /** The partition's row, for what is in force already; null before the router's first commit. */
  partitionRow(partition: number): Promise<{ readonly nextOffset: number; readonly inForce: InForce | null } | null>;
  readonly contracts: Contracts;
  readonly topics: { readonly messages: string; all(): readonly string[] };
  /** Of a new log; an existing one keeps its own (decisions 2). */
  readonly partitions: number;
  readonly inForce: InForce;
  sign(claim: OriginClaim): string;
  verify(mac: string | undefined, claim: OriginClaim): OriginProof | null;
  newLogId(): string;
  /** RFC 3339, UTC. */
  now(): string;
  /** Told after each partition has its activation: "n of N partitions". */
  progress?(done: number, total: number): void;
}

export type LogOpened =
  | { readonly kind: 'OPENED'; readonly log: KnownLog; readonly activated: number; readonly alreadyActive: number }
  /** Broker and database do not belong together; the text names the way out. */
  | { readonly kind: 'MISMATCH'; readonly message: string };
