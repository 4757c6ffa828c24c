import { type Delivery, type DeliveryState, type Lane, type Resolution } from '../deliveries.port.js';

/** A row of `delivery` as the driver gives it. */
export interface DeliveryRow {
  readonly delivery_id: string;
  readonly message_id: string;
  readonly decision_id: string;
  readonly code: string;
  readonly endpoint: string;
  readonly unit: string;
  readonly case_key: string;
  readonly lane: Lane;
  readonly removal: boolean;
  readonly generation: number;
  readonly log_partition: number;
  readonly log_offset: number;
  readonly topic_partition: number;
  readonly topic_offset: number;
  readonly seq: number;
  readonly case_seq: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly unanswered: number;
  readonly last_error_class: string | null;
  readonly place: number;
  readonly deaths: number;
  readonly blocks: boolean;
  readonly resolution: Resolution | null;
  readonly plan_id: string | null;
  readonly released_at: Date | null;
  readonly first_failed_at: Date | null;
  readonly taken_at: Date;
  readonly changed_at: Date;
}

export const DELIVERY_COLUMNS = `delivery_id, message_id, decision_id, code, endpoint, unit, case_key, lane, removal, generation,
  log_partition, log_offset, topic_partition, topic_offset, seq, case_seq, state, attempts, unanswered, last_error_class, place, deaths, blocks,
  resolution, plan_id, released_at, first_failed_at, taken_at, changed_at`;

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    deliveryId: row.delivery_id,
    messageId: row.message_id,
    decisionId: row.decision_id,
    code: row.code,
    endpoint: row.endpoint,
    unit: row.unit === '' ? null : row.unit,
    caseKey: row.case_key,
    lane: row.lane,
    removal: row.removal,
    generation: row.generation,
    logPartition: row.log_partition,
    logOffset: row.log_offset,
    topicPartition: row.topic_partition,
    topicOffset: row.topic_offset,
    seq: row.seq,
    caseSeq: row.case_seq,
    state: row.state,
    attempts: row.attempts,
    unanswered: row.unanswered,
    lastErrorClass: row.last_error_class,
    place: row.place,
    deaths: row.deaths,
    blocks: row.blocks,
    resolution: row.resolution,
    planId: row.plan_id,
    releasedAt: row.released_at?.toISOString() ?? null,
    firstFailedAt: row.first_failed_at?.toISOString() ?? null,
    takenAt: row.taken_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  };
}
