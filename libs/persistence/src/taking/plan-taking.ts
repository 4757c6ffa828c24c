import { type Delivery, type IncomingDelivery, type TakeRequest } from '../deliveries.port.js';

/** What the database knows before a batch is taken; changed along the way. Keys from `counterKey` and `watermarkKey`. */
export interface TakingState {
  readonly known: Map<string, Delivery>;
  readonly counters: Map<string, number>;
  readonly watermarks: Map<string, { readonly partition: number; readonly offset: number }>;
  /** `watermarkKey` of cases that are blocked: what arrives for them is parked. */
  readonly blocked: ReadonlySet<string>;
}

export type Planned =
  | {
      readonly kind: 'taken';
      readonly request: IncomingDelivery;
      readonly seq: number;
      readonly caseSeq: number;
      readonly parked: boolean;
    }
  | { readonly kind: 'known'; readonly request: IncomingDelivery }
  | { readonly kind: 'older' };

/** `caseKey` '' counts the deliveries of the whole unit. */
export function counterKey(endpoint: string, unit: string | null, caseKey: string): string {
  return JSON.stringify([endpoint, unit ?? '', caseKey]);
}

export function watermarkKey({
  endpoint,
  unit,
  caseKey,
  lane,
}: Pick<TakeRequest, 'endpoint' | 'unit' | 'caseKey' | 'lane'>): string {
  return JSON.stringify([endpoint, unit ?? '', caseKey, lane]);
}

/** What to do with each record, in order. A row of its own goes before the watermark: it was taken, and its row says what became of it. */
export function planTaking(requests: readonly IncomingDelivery[], state: TakingState): readonly Planned[] {
  const taken = new Set<string>();
  return requests.map((request) => {
    const { deliveryId } = request;
    if (taken.has(deliveryId) || state.known.has(deliveryId)) return { kind: 'known', request };
    if (!passesWatermark(request, state)) return { kind: 'older' };
    taken.add(deliveryId);
    state.watermarks.set(watermarkKey(request), { partition: request.logPartition, offset: request.logOffset });
    return {
      kind: 'taken',
      request,
      seq: next(state.counters, counterKey(request.endpoint, request.unit, '')),
      caseSeq: next(state.counters, counterKey(request.endpoint, request.unit, request.caseKey)),
      parked: state.blocked.has(watermarkKey(request)),
    };
  });
}

function passesWatermark(request: TakeRequest, { watermarks }: TakingState): boolean {
  const mark = watermarks.get(watermarkKey(request));
  if (mark === undefined) return true;
  // A case never changes its partition while the log lives; offsets of two partitions can't be compared.
  if (mark.partition !== request.logPartition)
    throw new Error('Taking a delivery: its case has changed its partition of the case log.');
  return request.logOffset > mark.offset;
}

function next(counters: Map<string, number>, key: string): number {
  const count = (counters.get(key) ?? 0) + 1;
  counters.set(key, count);
  return count;
}
