import type { ContractCode, Contracts } from '#lib/contracts';
import type { Content, MessageCode, Party } from '#lib/domain';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import type { Adapter } from '../definition/adapter.js';
import type { ManifestEndpoint } from '../manifest/adapter-manifest.js';
import type { PushAnswer } from '../outbound/push-answer.js';
import type { OutgoingDelivery } from '../outbound/transport.port.js';
import type { AgencySystem } from './agency-system.js';
import type { Need } from './conformance-check.js';
import type { Submission } from './submission-of.js';

/** An adapter as the checks see it: in this process with fakes around it, or somewhere else behind an address. */
export interface AdapterUnderTest {
  /** Folder name, or the address of a foreign one. */
  readonly id: string;
  readonly contracts: Contracts;
  /** Base address of its door, without `/v1`. */
  readonly url: string;
  readonly endpoints: readonly ManifestEndpoint[];
  /** One party per endpoint: of municipalities and missions one unit stands for all. */
  readonly parties: readonly Party[];
  readonly can: ReadonlySet<Need>;
  /** The agency's side of the door: its format, its credentials. */
  readonly agency: AgencySystem;
  /** Manifest and code; null for a foreign adapter. */
  readonly adapter: Adapter | null;
  /** Path of `apps/<id>`; null for one that has no folder. */
  readonly folder: string | null;
  /** null for a foreign adapter. */
  readonly inside: AdapterInside | null;
  /** A valid event of this party with what must stand in the case log for it; null when this party can't be given one from outside. */
  submission(code: ContractCode, party: Party, random: () => number): Submission | null;
  close(): Promise<void>;
}

/** The inside of an adapter that runs in this process. */
export interface AdapterInside {
  caseLog(): readonly StoredRecord[];
  deadLetters(party: Party): readonly StoredRecord[];
  /** True when the record carries the door's own mark. */
  isAuthentic(record: StoredRecord): boolean;
  caseKeyOf(vNumber: string): string;
  /** A record as the router writes it for this party. */
  routed(code: MessageCode, party: Party, seed: number, variant?: RoutedVariant): RoutedDelivery;
  give(...records: readonly RecordToPublish[]): Promise<void>;
  /** Waits until the delivery is closed; every attempt at it, in order. */
  attempts(deliveryId: string): Promise<readonly OutgoingDelivery[]>;
  /** What the agency answers to the next attempts, in order; after that it takes everything. */
  answerNext(...answers: readonly PushAnswer[]): void;
  /** Names of what it says is not well, as operators are told; empty when it is ready. */
  unwell(): Promise<readonly string[]>;
  /** While true, the database does not answer. */
  databaseDown(down: boolean): void;
  /** While true, Kafka takes nothing. */
  kafkaDown(down: boolean): void;
  /** Deliveries of which an attempt was begun and not ended. */
  openAttempts(): number;
  /** All that it logged so far. */
  logged(): string;
}

export interface RoutedVariant {
  readonly overrides?: Content;
  /** `whole` (default): everything that some rule may let through. `bare`: the identity alone. `masked`: every field masked that may be. */
  readonly shows?: 'whole' | 'bare' | 'masked';
}

export interface RoutedDelivery {
  readonly deliveryId: string;
  readonly record: RecordToPublish;
  /** What the recipient may see of the content, in the hub's own JSON. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly vNumber: string;
}
