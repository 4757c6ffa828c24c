import type { CaseFacts } from '#lib/domain';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import { routeRecord, type GivenReference, type Hub, type InForce, type Routed, type RoutedRecord } from '#lib/routing';

export interface Halt {
  readonly offset: number;
  readonly reason: string;
  /** What was thrown where nothing should be; null for an expected stop. */
  readonly error: unknown;
}

/** What a run of records leads to, before anything of it is written. */
export interface RoutedChunk {
  readonly taken: readonly { readonly record: StoredRecord; readonly routed: RoutedRecord }[];
  readonly decisions: readonly RecordToPublish[];
  /** Deliveries and quarantined records: whatever must wait for the decision records. */
  readonly rest: readonly RecordToPublish[];
  /** Case key → facts after the last record that changed them. */
  readonly changed: ReadonlyMap<string, { readonly facts: CaseFacts; readonly changedAtOffset: number }>;
  readonly references: readonly GivenReference[];
  readonly inForce: InForce | null;
  /** Why the partition stops after these records; null when all were taken. */
  readonly halted: Halt | null;
}

/** Pure: routes records in order, each with the facts and the rules that the ones before it left. */
export function routeChunk(
  hub: Hub,
  inForce: InForce | null,
  factsOf: (caseKey: string) => CaseFacts | null,
  records: readonly StoredRecord[],
): RoutedChunk {
  const taken: { record: StoredRecord; routed: RoutedRecord }[] = [];
  const decisions: RecordToPublish[] = [];
  const rest: RecordToPublish[] = [];
  const changed = new Map<string, { facts: CaseFacts; changedAtOffset: number }>();
  const references = new Map<string, GivenReference>();
  let current = inForce;
  for (const record of records) {
    const key = record.key ?? '';
    const routed = route(hub, current, changed.get(key)?.facts ?? factsOf(key), record);
    if (routed.kind === 'HALT') {
      const halted = { offset: record.offset, reason: routed.reason, error: routed.error ?? null };
      return { taken, decisions, rest, changed, references: [...references.values()], inForce: current, halted };
    }
    taken.push({ record, routed });
    decisions.push(routed.decision);
    rest.push(...routed.deliveries);
    if (routed.quarantined !== null) rest.push(routed.quarantined);
    if (routed.facts !== null) {
      changed.set(routed.facts.caseKey, { facts: routed.facts.facts, changedAtOffset: record.offset });
    }
    for (const reference of routed.references) references.set(`${reference.unit}/${reference.caseKey}`, reference);
    current = routed.inForce;
  }
  return { taken, decisions, rest, changed, references: [...references.values()], inForce: current, halted: null };
}

// A fault in the router would strike again at every attempt: stop and alarm, rather than try for ever in silence.
function route(...args: Parameters<typeof routeRecord>): Routed & { readonly error?: unknown } {
  try {
    return routeRecord(...args);
  } catch (error) {
    return { kind: 'HALT', reason: 'routing a record failed, which is a fault of this version of the router', error };
  }
}
