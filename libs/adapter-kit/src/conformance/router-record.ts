import type { CellFields, Contracts } from '#lib/contracts';
import type { Content, MessageCode, Party } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { caseKeyOf, deliveryIdOf, messageIdOf, missionReference, uuid8, type TopicNames } from '#lib/platform';
import { partyName } from '#lib/domain';
import { TEST_KEYS } from './memory-runtime.fake.js';

/** A record of a delivery topic as the router writes it; without a cell, with everything that some rule may allow. */
export function routerRecord(
  contracts: Contracts,
  topics: TopicNames,
  code: MessageCode,
  recipient: Party,
  content: Content,
  logOffset: number,
  cell: CellFields = { removed: [], masked: [] },
): RecordToPublish {
  const contract = contracts.message(code);
  const schema = contracts.recipientSchema(code, recipient.endpoint);
  if (contract === null || schema === null) throw new Error(`Writing a delivery: no schema of ${code}.`);
  const caseKey = caseKeyOf(String(content.vNumber), TEST_KEYS.caseKey);
  const reference =
    recipient.endpoint === 'EMB' ? missionReference(caseKey, recipient.unit ?? '', TEST_KEYS.reference) : null;
  const messageId = messageIdOf('urn:test', `${code}-${logOffset}`);
  const options = reference === null ? {} : { reference };
  return {
    topic: topics.delivery(recipient.endpoint),
    key: caseKey,
    value: contracts.project(contracts.encode(code, content), code, recipient.endpoint, cell, options),
    partition: 0,
    headers: {
      'content-type': 'application/avro',
      ce_specversion: '1.0',
      ce_id: deliveryIdOf(messageId, partyName(recipient), 0),
      ce_type: contract.type,
      ce_source: 'urn:nld:oin:00000099000000001000:systeem:sigma',
      ce_time: '2026-03-02T09:00:00.000Z',
      ce_dataschema: `urn:schakel:schema:${schema.schemaId}`,
      ce_subject: reference ?? caseKey,
      ce_purpose: 'RETURN_PREP',
      ce_legalbasis: 'LB1',
      ce_urgency: 'U2',
      'schakel-message-id': messageId,
      'schakel-decision-id': uuid8(`decision ${logOffset}`),
      'schakel-log-place': `0:${logOffset}`,
      'schakel-generation': '0',
      'schakel-case-key': caseKey,
      ...(recipient.unit === null ? {} : { 'schakel-unit': recipient.unit }),
    },
  };
}
