import { type StoredDelivery } from '../delivery-lanes.port.js';
import { deliveryOf, type DeliveryRow } from './delivery-row.js';

/** A row of `delivery` with that of `delivery_record`; the last three are null where there is none. */
export interface StoredRow extends DeliveryRow {
  readonly key: string | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>> | null;
}

export function storedOf(row: StoredRow): StoredDelivery {
  const { key, value, headers } = row;
  return { delivery: deliveryOf(row), record: value === null || headers === null ? null : { key, value, headers } };
}
