import type { Contracts } from '#lib/contracts';
import type { Content } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { decisionId } from '../ids.js';
import { ENGINE } from '../in-force.js';
import type { Named, TopicKind } from './topic-check.js';

const NOBODY: Named = { id: null, logOffset: null };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// What stands on a topic may have been written by anybody, and what is no id is not repeated.
const shown = (id: string | null): string | null => (id !== null && UUID.test(id) ? id : null);

/** The decisions topic: id and place stand in the record. */
export function decisionsKind(contracts: Contracts, logId: string, partition: number): TopicKind {
  const read = (value: Buffer): Content | null => {
    const decoded = contracts.decode(value);
    return decoded.ok && decoded.code === 'decision-record' ? decoded.content : null;
  };
  return {
    read,
    nameOf: ({ value }) => {
      const content = value === null ? null : read(value);
      if (content === null || content['logId'] !== logId || content['partition'] !== partition) return NOBODY;
      return { id: String(content['decisionId']), logOffset: Number(content['offset']) };
    },
    isOfOtherEngine: ({ value }) => {
      const content = value === null ? null : read(value);
      return content !== null && content['engine'] !== ENGINE;
    },
    difference: ({ id }) => ({ record: 'decision', decisionId: shown(id), deliveryId: null }),
  };
}

/** A delivery topic: id and place stand in the headers. `contracts`: with the recipient schemas of what is in force. */
export function deliveriesKind(contracts: () => Contracts | null, logId: string, partition: number): TopicKind {
  return {
    read: (value) => {
      const decoded = contracts()?.decodeDelivery(value);
      return decoded?.ok === true ? decoded.content : null;
    },
    nameOf: (record) => placeInHeaders(record, partition),
    // Engines are told apart by their decision records, which are compared first.
    isOfOtherEngine: () => false,
    difference: ({ id, logOffset }) => ({
      record: 'delivery',
      decisionId: logOffset === null ? null : decisionId(logId, partition, logOffset),
      deliveryId: shown(id),
    }),
  };
}

function placeInHeaders({ headers }: StoredRecord, partition: number): Named {
  const found = /^(\d{1,9}):(\d{1,15})$/.exec(headers['schakel-log-place'] ?? '');
  if (found === null || Number(found[1]) !== partition) return NOBODY;
  return { id: headers['ce_id'] ?? null, logOffset: Number(found[2]) };
}
