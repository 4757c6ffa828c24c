import type { CaseFacts, Endpoint } from '#lib/domain';
import type { MessageLog } from '#lib/messaging';
import type { Hub } from '../hub.js';

/** Facts of the cases of one partition, begun empty. Recompute never reads what the router stored. */
export interface FactsByCase {
  get(caseKey: string): CaseFacts | null;
  set(caseKey: string, facts: CaseFacts): void;
}

/** What recompute works on: a hub like the router's, and the topics to read. It writes nothing. */
export interface RecomputeParts {
  readonly hub: Hub;
  readonly topics: { readonly messages: string; readonly decisions: string; delivery(endpoint: Endpoint): string };
  readonly log: Pick<MessageLog, 'read' | 'ends'>;
  /** Offset below which the router has finished: what is missing there is missing. Asked first, before the topics' ends. */
  decidedUpTo(partition: number): Promise<number>;
  newFacts(): FactsByCase;
  /** Told after each page of the case log. */
  progress?(partition: number, done: number, total: number): void;
}
