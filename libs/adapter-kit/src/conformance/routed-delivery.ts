import { seededRandom, type CellFields, type RecipientSchema } from '#lib/contracts';
import type { MessageCode, Party } from '#lib/domain';
import type { RoutedDelivery, RoutedVariant } from './adapter-under-test.js';
import type { MemoryRuntime } from './memory-runtime.fake.js';
import { routerRecord } from './router-record.js';

/** A sample of this message as the router hands it to this party, with what the party must then read in it. */
export function routedDelivery(
  { contracts, topics }: Pick<MemoryRuntime, 'contracts' | 'topics'>,
  code: MessageCode,
  party: Party,
  seed: number,
  offset: number,
  { overrides = {}, shows = 'whole' }: RoutedVariant = {},
): RoutedDelivery {
  const content = contracts.sample(code, seededRandom(seed), overrides, { full: true });
  const made = (cell?: CellFields) => routerRecord(contracts, topics, code, party, content, offset, cell);
  const schema = contracts.recipientSchema(code, party.endpoint);
  if (schema === null) throw new Error(`Routing ${code}: no rule gives it to ${party.endpoint}.`);
  const record = made(shows === 'whole' ? undefined : shows === 'bare' ? bare(schema) : masked(schema, made));
  const decoded = contracts.decodeDelivery(record.value);
  if (!decoded.ok) throw new Error(`Reading a delivery of ${code}: it has no content.`);
  return {
    deliveryId: record.headers.ce_id ?? '',
    record,
    content: decoded.content,
    vNumber: String(content.vNumber),
  };
}

/** What may be null goes; a mission's reference is its identity and stays. */
function bare({ avro, endpoint }: RecipientSchema): CellFields {
  const removable = avro.fields.filter(({ type }) => Array.isArray(type)).map(({ name }) => name);
  return { removed: removable.filter((name) => endpoint !== 'EMB' || name !== 'caseNumber'), masked: [] };
}

/** Which fields have a mask only the projection knows, and it refuses the others. */
function masked({ fields }: RecipientSchema, made: (cell: CellFields) => unknown): CellFields {
  const maskable = (name: string): boolean => {
    try {
      made({ removed: [], masked: [name] });
      return true;
    } catch {
      return false;
    }
  };
  return { removed: [], masked: fields.filter(maskable) };
}
