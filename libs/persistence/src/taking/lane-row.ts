import { type Lane } from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';

/** A row of `delivery_lane` as the driver gives it. */
export interface LaneRow {
  readonly endpoint: string;
  readonly unit: string;
  readonly case_key: string;
  readonly lane: Lane;
  readonly version: number;
}

export function laneOf(row: LaneRow, lease: string): HeldLane {
  const { endpoint, unit, case_key: caseKey, lane, version } = row;
  return { endpoint, unit: unit === '' ? null : unit, caseKey, lane, lease, version };
}
