import type { Contracts } from '#lib/contracts';
import type { Endpoint, Party, ReferenceLists } from '#lib/domain';
import type { CompiledRules } from '#lib/exchange-rules';
import type { InForce } from './in-force.js';

/** What the origin MAC binds together (ADR 0011): every CloudEvents attribute and the value. */
export interface OriginClaim {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

/** `partial`: by an earlier release, over four of the attributes only. */
export type OriginProof = 'whole' | 'partial';

/** Everything that needs a secret. Pure functions over keys that the process read at start; old MAC keys are kept (decisions 5). */
export interface HubKeys {
  caseKeyOf(vNumber: string): string;
  /** null when no door of this hub wrote the record. */
  verifyOrigin(mac: string | undefined, claim: OriginClaim): OriginProof | null;
  /** The name under which one country's mission knows one case (decisions 21). */
  missionReference(caseKey: string, unit: string): string;
}

/** Topics that the router writes. */
export interface RoutingTopics {
  readonly decisions: string;
  readonly quarantine: string;
  delivery(endpoint: Endpoint): string;
}

/** One activated combination of rule set, schemas and lists, ready to decide with. */
export interface Program {
  readonly contracts: Contracts;
  readonly rules: CompiledRules;
  readonly lists: ReferenceLists;
  /** CloudEvents `source` → whom it stands for (decisions 29). */
  readonly senders: ReadonlyMap<string, Party>;
  /** Of a message's schema, in the schema set: the door may have written an older one, or one that is not in force yet. */
  revisionOf(code: string): number;
}

/** All that routing reads besides the log itself. Two processes with the same hub give the same bytes for the same log. */
export interface Hub {
  /** Id of the case log; part of every decision id. */
  readonly logId: string;
  /** CloudEvents source of the hub's own records (log opened, activation). */
  readonly source: string;
  readonly topics: RoutingTopics;
  readonly keys: HubKeys;
  /** Whether the case's records belong in this partition of the log: the same murmur2 by which doors and Kafka clients place them. */
  liesIn(caseKey: string, partition: number): boolean;
  /** Reads the hub's own records, which come before any activation. */
  readonly contracts: Contracts;
  /** null when this process lacks that rule set, schema set, list set or engine. */
  program(inForce: InForce): Program | null;
}
