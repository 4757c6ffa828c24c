import { type IncomingDelivery, type TakeRequest } from '../deliveries.port.js';

let units = 1000;

/** Deliveries to a unit of its own, so that numbers begin at 1 and no test meets another. */
export function newUnit(
  endpoint = 'GEM',
): (caseKey: string, logOffset: number, changes?: Partial<TakeRequest>) => IncomingDelivery {
  const unit = String(units++);
  return (caseKey, logOffset, changes = {}) => ({
    deliveryId: `${unit}/${caseKey}/${logOffset}`,
    messageId: `m-${unit}-${logOffset}`,
    decisionId: `d-${unit}-${logOffset}`,
    code: 'M06',
    endpoint,
    unit,
    caseKey: `${unit}-${caseKey}`,
    lane: 'CASE',
    removal: false,
    generation: 0,
    logPartition: 2,
    logOffset,
    topicPartition: 1,
    topicOffset: logOffset * 10,
    record: { key: caseKey, value: Buffer.from([logOffset]), headers: { ce_id: caseKey } },
    ...changes,
  });
}
