import type { Contracts } from '#lib/contracts';
import { hasUnits, type Endpoint } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import type { TakeRequest } from '#lib/persistence';
import { STOP_LANE } from './stop-lane.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the delivery cursor must know of a record, from its headers alone; null when the hub did not write them so. */
export function readDelivery(contracts: Contracts, endpoint: Endpoint, record: StoredRecord): TakeRequest | null {
  const { headers } = record;
  const contract = contracts.message(headers['ce_type'] ?? '');
  const place = /^(\d{1,10}):(\d{1,15})$/.exec(headers['schakel-log-place'] ?? '');
  const unit = headers['schakel-unit'] || null;
  const deliveryId = headers['ce_id'] ?? '';
  const messageId = headers['schakel-message-id'] ?? '';
  const decisionId = headers['schakel-decision-id'] ?? '';
  const caseKey = headers['schakel-case-key'] ?? '';
  if (contract?.definition == null || place === null || record.value === null) return null;
  if (![deliveryId, messageId, decisionId].every((id) => UUID.test(id)) || caseKey === '') return null;
  if ((unit !== null) !== hasUnits(endpoint)) return null;
  const { code, blockedWhileSuspended } = contract.definition;
  return {
    endpoint,
    unit,
    deliveryId,
    messageId,
    decisionId,
    code,
    caseKey,
    lane: STOP_LANE.includes(code) ? 'STOP' : 'CASE',
    removal: blockedWhileSuspended,
    generation: Number(headers['schakel-generation'] ?? '0'),
    logPartition: Number(place[1]),
    logOffset: Number(place[2]),
    topicPartition: record.partition,
    topicOffset: record.offset,
  };
}
