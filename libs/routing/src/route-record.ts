import { recogniseRepeat, type CaseFacts } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { hash as hashOf } from 'node:crypto';
import type { Hub } from './hub.js';
import type { InForce } from './in-force.js';
import { authenticRecord } from './record/authentic-record.js';
import { caseMessage } from './record/case-message.js';
import { readSender } from './record/read-sender.js';
import type { Routed } from './routed.js';
import { routeHubRecord } from './outcome/route-hub-record.js';
import { routeMessage } from './outcome/route-message.js';
import { quarantine } from './outcome/quarantine.js';
import { rejected } from './outcome/rejected.js';
import { whatIsLacking } from './what-is-lacking.js';

/**
 * One record of the case log → its decision, its deliveries and the facts after it. Pure: bytes in, bytes out. The same hub, facts and record
 * give the same bytes on every run and every machine, so a crash or a second router can only repeat what was decided (architecture 1).
 *
 * `facts` are those of the case named by the record's key, null when nothing is known of it. `inForce` is what the last activation record
 * of the partition put in force, null before the first.
 */
export function routeRecord(hub: Hub, inForce: InForce | null, facts: CaseFacts | null, stored: StoredRecord): Routed {
  const record = authenticRecord(hub.keys, stored);
  // From the first activation of this release on, nothing counts that leaves attributes unsigned (ADR 0011).
  const unsigned = record?.proof === 'partial' && inForce?.since !== undefined;
  if (record === null || unsigned) return quarantine(hub, inForce, stored, 'bad-origin');

  if (record.source === hub.source) return routeHubRecord(hub, inForce, facts, stored, record);

  const program = inForce === null ? null : hub.program(inForce);
  if (inForce === null || program === null) return { kind: 'HALT', reason: whatIsLacking(inForce) };

  const decoded = program.contracts.view(record.value);
  if (!decoded.ok) {
    if (decoded.reason !== 'unknown-schema') return quarantine(hub, inForce, stored, decoded.reason);
    return {
      kind: 'HALT',
      reason: 'unknown schema id in an authentic record: this version of the router lacks that schema',
    };
  }
  const caseKey = hub.keys.caseKeyOf(String(decoded.content['vNumber']));
  if (stored.key !== caseKey) return quarantine(hub, inForce, stored, 'wrong-key');
  if (!hub.liesIn(caseKey, stored.partition)) return quarantine(hub, inForce, stored, 'wrong-partition');

  const sent = readSender(program, record, decoded);
  const place = { hub, inForce, program, stored, record, caseKey, schemaId: decoded.schemaId };
  if (!sent.ok) return rejected(place, sent.reason, null);

  const message = caseMessage(record, sent.code, sent.sender, decoded.content);
  const hash = hashOf('sha256', record.value, 'hex');
  const repeat = recogniseRepeat(facts, message.messageId, hash);
  if (repeat.kind !== 'NEW') return rejected(place, repeat.kind, { message, repeat, hash });

  return routeMessage(place, message, hash, facts);
}
