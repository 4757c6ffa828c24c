import {
  type BlockedCase,
  type BlockedCaseCursor,
  type BlockedCaseFilter,
  type BlockedCasePage,
  type BlockedCases,
} from '../blocked-cases.port.js';
import { type Delivery, type Recipient } from '../deliveries.port.js';
import { type InMemoryDeliveries } from './in-memory-deliveries.fake.js';

/** Cases that stand still, from the deliveries in memory. */
export class InMemoryBlockedCases implements BlockedCases {
  constructor(private readonly deliveries: InMemoryDeliveries) {}

  list(filter: BlockedCaseFilter, limit: number, after: BlockedCaseCursor | null): Promise<BlockedCasePage> {
    const found = this.all()
      .filter(
        (one) =>
          (filter.endpoint === undefined || one.endpoint === filter.endpoint) &&
          (filter.unit === undefined || one.unit === filter.unit) &&
          (filter.caseKey === undefined || one.caseKey === filter.caseKey) &&
          (filter.state === undefined || one.state === filter.state),
      )
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
      .filter((one) => after === null || placeOf(one) > placeOf({ ...after, blockedSince: after.blockedSince }));
    const cases = found.slice(0, limit);
    const last = found.length > limit ? cases.at(-1) : undefined;
    return Promise.resolve({ cases, next: last === undefined ? null : cursorOf(last) });
  }

  find({ endpoint, unit }: Recipient, caseKey: string): Promise<BlockedCase | null> {
    const found = this.all().find((one) => one.endpoint === endpoint && one.unit === unit && one.caseKey === caseKey);
    return Promise.resolve(found ?? null);
  }

  followers(heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    return Promise.resolve(this.behind(heads, () => true));
  }

  replacements(heads: readonly string[]): Promise<ReadonlyMap<string, readonly Delivery[]>> {
    return Promise.resolve(this.behind(heads, (row, head) => this.deliveries.mayReplace(row, head)));
  }

  private behind(heads: readonly string[], accepts: (row: Delivery, head: Delivery) => boolean) {
    const found = heads.flatMap((id): [string, readonly Delivery[]][] => {
      const head = this.deliveries.rows.get(id);
      const rows =
        head === undefined ? [] : this.deliveries.cases.parkedBehind(head).filter((row) => accepts(row, head));
      return rows.length === 0 ? [] : [[id, rows]];
    });
    return new Map(found);
  }

  private all(): readonly BlockedCase[] {
    return [...this.deliveries.cases.states.values()].flatMap(({ key, state, headId, since, changedAt }) => {
      const head = this.deliveries.rows.get(headId);
      if (head === undefined) return [];
      const { messageId, code, lastErrorClass } = head;
      return [
        {
          ...{ endpoint: key.endpoint, unit: key.unit, caseKey: key.caseKey, state, headId, messageId, code },
          ...{ errorClass: lastErrorClass ?? 'hub', reason: null },
          ...{ blockedSince: new Date(since).toISOString(), changedAt: new Date(changedAt).toISOString() },
          parked: this.deliveries.cases.rowsOf(key).filter((row) => row.state === 'PARKED').length,
        },
      ];
    });
  }
}

function cursorOf({ endpoint, unit, caseKey, blockedSince }: BlockedCase): BlockedCaseCursor {
  return { endpoint, unit, caseKey, blockedSince: Date.parse(blockedSince) };
}

function placeOf(one: Recipient & { readonly caseKey: string; readonly blockedSince: string | number }): string {
  const since = String(new Date(one.blockedSince).getTime()).padStart(15, '0');
  return [since, one.endpoint, one.unit ?? '', one.caseKey].join(' ');
}
