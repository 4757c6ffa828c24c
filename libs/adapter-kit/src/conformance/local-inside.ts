import type { Party } from '#lib/domain';
import type { StoredRecord } from '#lib/messaging';
import { verifyOriginMac, type HealthRegistry } from '#lib/platform';
import type { AdapterInside } from './adapter-under-test.js';
import type { AgencySystem } from './agency-system.js';
import { giveReference } from './give-reference.js';
import { fetchOnce } from './fetching-agency.js';
import { TEST_KEYS, type MemoryRuntime } from './memory-runtime.fake.js';
import { routedDelivery } from './routed-delivery.js';

/** Looks into, and meddles with, the fakes around an adapter. */
export function localInside(
  runtime: MemoryRuntime,
  health: HealthRegistry,
  logged: () => string,
  agency: AgencySystem,
  fetching: (party: Party) => boolean,
): AdapterInside {
  let offset = 0;
  const rowOf = (deliveryId: string) => runtime.memory.rows.get(deliveryId);
  const recordsOf = (topic: string): readonly StoredRecord[] =>
    runtime.log.broker.topics.get(topic)?.flatMap(({ records }) => records) ?? [];
  return {
    caseLog: () => recordsOf(runtime.topics.messages),
    deadLetters: ({ endpoint }) => recordsOf(runtime.topics.deadLetter(endpoint)),
    isAuthentic: ({ headers, value }) =>
      value !== null &&
      verifyOriginMac(headers['schakel-origin-mac'], { headers, value }, TEST_KEYS.origin) === 'whole',
    caseKeyOf: (vNumber) => runtime.keys.caseKeyOf(vNumber),
    routed: (code, party, seed, variant) => {
      const routed = routedDelivery(runtime, code, party, seed, (offset += 1), variant);
      if (party.endpoint === 'EMB') giveReference(runtime, party, routed.vNumber);
      return routed;
    },
    give: async (...records) => {
      await runtime.log.publish(records);
    },
    attempts: async (deliveryId) => {
      for (let row = rowOf(deliveryId); !CLOSED.has(row?.state ?? ''); row = rowOf(deliveryId)) {
        const party = row === undefined ? null : ({ endpoint: row.endpoint, unit: row.unit } as Party);
        if (party !== null && fetching(party)) await fetchOnce(agency, party, runtime.transport);
        else await new Promise((resolve) => setImmediate(resolve));
      }
      return runtime.transport.attempts.filter((attempt) => attempt.deliveryId === deliveryId);
    },
    answerNext: (...answers) => {
      runtime.transport.answers.push(...answers);
    },
    unwell: async () => (await health.results()).filter(({ ok }) => !ok).map(({ name }) => name),
    databaseDown: (down) => {
      runtime.memory.down = down;
    },
    kafkaDown: (down) => {
      if (!down) delete runtime.log.broker.faults.beforePublish;
      else
        runtime.log.broker.faults.beforePublish = () => {
          throw new Error('Publishing: no broker answers.');
        };
    },
    openAttempts: () => [...runtime.memory.rows.values()].filter(({ state }) => state === 'ATTEMPTING').length,
    logged,
  };
}

const CLOSED: ReadonlySet<string> = new Set(['DELIVERED', 'DEAD', 'HELD', 'WITHHELD', 'PARKED']);
