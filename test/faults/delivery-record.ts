import { seededRandom, type Contracts } from '#lib/contracts';
import type { RecordToPublish } from '#lib/messaging';
import { caseKeyOf, deliveryIdOf, messageIdOf, uuid8, type TopicNames } from '#lib/platform';

const NO_SECRET = Buffer.alloc(32);

/** An M02 for a municipality as the router writes it; the `n`th of the log. Cases differ by V-number. */
export function deliveryRecord(
  contracts: Contracts,
  topics: TopicNames,
  unit: string,
  vNumber: string,
  n: number,
): RecordToPublish {
  const contract = contracts.message('M02');
  const schema = contracts.recipientSchema('M02', 'GEM');
  if (contract === null || schema === null) throw new Error('Writing a delivery: no schema of M02 for GEM.');
  const caseKey = caseKeyOf(vNumber, NO_SECRET);
  const messageId = messageIdOf('urn:test', `M02-${n}`);
  const content = contracts.encode('M02', contracts.sample('M02', seededRandom(n), { vNumber }));
  return {
    topic: topics.delivery('GEM'),
    key: caseKey,
    value: contracts.project(content, 'M02', 'GEM', { removed: [], masked: [] }, {}),
    headers: {
      'content-type': 'application/avro',
      ce_specversion: '1.0',
      ce_id: deliveryIdOf(messageId, `GEM:${unit}`, 0),
      ce_type: contract.type,
      ce_source: 'urn:nld:oin:00000099000000001000:systeem:sigma',
      ce_time: '2026-03-02T09:00:00.000Z',
      ce_dataschema: `urn:schakel:schema:${schema.schemaId}`,
      ce_subject: caseKey,
      ce_purpose: 'RETURN_PREP',
      ce_legalbasis: 'LB1',
      ce_urgency: 'U2',
      'schakel-message-id': messageId,
      'schakel-decision-id': uuid8(`decision ${n}`),
      'schakel-log-place': `0:${n}`,
      'schakel-generation': '0',
      'schakel-case-key': caseKey,
      'schakel-unit': unit,
    },
  };
}
