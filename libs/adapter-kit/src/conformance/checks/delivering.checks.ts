import { isDeepStrictEqual } from 'node:util';
import type { MessageCode, Party } from '#lib/domain';
import { STOP_LANE } from '../../outbound/stop-lane.js';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';

/** Attributes of a delivery (decisions 28a); nothing else may be there. */
const CLOSED_LIST = new Set(
  `specversion id type source time dataschema datacontenttype purpose legalbasis urgency subject caseref
  traceparent data`.split(/\s+/),
);

/** The way out. */
export const DELIVERING_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'delivers-every-message',
    title: 'delivers every message type that each of its endpoints may receive, once, with what the rules let through',
    needs: ['inside'],
    hint: 'Compare the mapper’s toAgency with the recipient schema: every field but the identity may be absent in a delivery.',
    run: async (adapter) => {
      const found = new Findings();
      let seed = 23;
      for (const { party, code } of receipts(adapter)) {
        const { deliveryId, record, content, vNumber } = adapter.inside!.routed(code, party, (seed += 1));
        await adapter.inside!.give(record, record);
        const attempts = await adapter.inside!.attempts(deliveryId);
        const place = `${party.endpoint} ${code}`;
        if (!found.same(`${place}: attempts`, attempts.length, 1)) continue;
        const event = adapter.agency.read(attempts[0]!);
        found.same(`${place}: attributes off the closed list`, Object.keys(event).filter(isSurplus), []);
        found.same(`${place}: id`, event.id, deliveryId);
        found.holds(isDeepStrictEqual(event.data, content), `${place}: the content is not what the rules let through`);
        if (party.endpoint === 'EMB')
          found.holds(!attempts[0]!.body.includes(vNumber), `${place}: a V-number goes to a mission`);
      }
      return found.all();
    },
  },
  {
    id: 'delivers-partial',
    title: 'delivers a message of which the rules let through no more than its identity, and one with every mask',
    needs: ['inside'],
    hint: 'toAgency must need no field but the identity of the case, and must have a word for every mask.',
    run: async (adapter) => {
      const found = new Findings();
      for (const { party, code } of receipts(adapter)) {
        for (const shows of ['bare', 'masked'] as const) {
          const { deliveryId, record, content } = adapter.inside!.routed(code, party, 31, { shows });
          await adapter.inside!.give(record);
          const [attempt] = await adapter.inside!.attempts(deliveryId);
          const place = `${party.endpoint} ${code}, ${shows}`;
          if (attempt === undefined) found.holds(false, `${place}: it was not delivered`);
          else
            found.holds(
              isDeepStrictEqual(adapter.agency.read(attempt).data, content),
              `${place}: the content is not what the rules let through`,
            );
        }
      }
      return found.all();
    },
  },
  {
    id: 'delivers-again',
    title: 'tries a delivery again that the agency could not take, with the same id and the same bytes',
    needs: ['inside'],
    hint: 'A failure of the endpoint (not reachable, 5xx, 429, no answer) is passing; a client of the adapter’s own must say so.',
    run: async (adapter) => {
      const found = new Findings();
      for (const failure of ['endpoint', 'unknown', 'auth'] as const) {
        const [first] = receipts(adapter);
        if (first === undefined) return found.all();
        const { deliveryId, record } = adapter.inside!.routed(first.code, first.party, 41);
        adapter.inside!.answerNext({ kind: 'failed', failure, reason: 'conformance', retryAfterMs: null });
        await adapter.inside!.give(record);
        const attempts = await adapter.inside!.attempts(deliveryId);
        found.same(`attempts after a failure of class ${failure}`, attempts.length, 2);
        const bodies = new Set(attempts.map(({ body }) => body.toString('base64')));
        found.same(`bodies sent for it`, bodies.size, 1);
      }
      found.same('dead letters', adapter.parties.flatMap((party) => adapter.inside!.deadLetters(party)).length, 0);
      return found.all();
    },
  },
  {
    id: 'delivers-past-refusals',
    title:
      'puts a delivery that the agency refuses for good into the dead letters, untouched, lets the rest of its case wait, and goes on',
    needs: ['inside'],
    hint: 'A failure of the message (4xx) is not tried again; what follows it in its case is parked, and no other case waits for it.',
    run: async (adapter) => {
      const found = new Findings();
      const first = receipts(adapter).find(({ code }) => !STOP_LANE.includes(code));
      if (first === undefined) return found.all();
      const inside = adapter.inside!;
      const before = inside.deadLetters(first.party).length;
      const of = (vNumber: string) => ({ overrides: { vNumber } });
      const refused = inside.routed(first.code, first.party, 43, of('9999000042'));
      const next = inside.routed(first.code, first.party, 44, of('9999000042'));
      const other = inside.routed(first.code, first.party, 45, of('9999000044'));
      inside.answerNext({ kind: 'failed', failure: 'message', reason: 'http-422', retryAfterMs: null });
      await inside.give(refused.record);
      found.same('attempts at the refused one', (await inside.attempts(refused.deliveryId)).length, 1);
      await inside.give(next.record, other.record);
      found.same('attempts at one of another case', (await inside.attempts(other.deliveryId)).length, 1);
      found.same('attempts at the next of its case', (await inside.attempts(next.deliveryId)).length, 0);
      const buried = inside.deadLetters(first.party).slice(before);
      found.same('dead letters', buried.length, 1);
      found.holds(
        buried[0]?.value?.equals(refused.record.value) === true && buried[0].headers.ce_id === refused.deliveryId,
        'the dead letter is not the delivery as it was',
      );
      return found.all();
    },
  },
  {
    id: 'delivers-in-order',
    title: 'delivers the messages of a case in order, numbered without gaps',
    needs: ['inside'],
    hint: 'The kit numbers per recipient unit and case; a transport must not reorder.',
    run: async (adapter) => {
      const found = new Findings();
      for (const party of adapter.parties) {
        const [first] = receipts(adapter).filter((one) => one.party === party);
        if (first === undefined) continue;
        const vNumber = '9999000043';
        const routed = [51, 52, 53].map((seed) =>
          adapter.inside!.routed(first.code, party, seed, { overrides: { vNumber } }),
        );
        await adapter.inside!.give(...routed.map(({ record }) => record));
        const numbers: number[] = [];
        for (const { deliveryId } of routed) {
          numbers.push((await adapter.inside!.attempts(deliveryId))[0]?.caseSequence ?? 0);
        }
        const [begin = 0] = numbers;
        found.same(`${party.endpoint}: numbers within the case`, numbers, [begin, begin + 1, begin + 2]);
      }
      return found.all();
    },
  },
];

function isSurplus(name: string): boolean {
  return !CLOSED_LIST.has(name);
}

/** Every message that some party of this adapter may receive. */
function receipts(adapter: AdapterUnderTest): readonly { readonly party: Party; readonly code: MessageCode }[] {
  return adapter.parties.flatMap((party) =>
    adapter.endpoints
      .filter(({ endpoint }) => endpoint === party.endpoint)
      .flatMap(({ receives }) => receives.map((code) => ({ party, code }))),
  );
}
