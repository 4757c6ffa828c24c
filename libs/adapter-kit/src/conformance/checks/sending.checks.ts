import { seededRandom } from '#lib/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { MessageCode, Party } from '#lib/domain';
import { Findings } from '../findings.js';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { ConformanceCheck } from '../conformance-check.js';

const CASES_PER_MESSAGE = 3;

/** The way in, for those who may. */
export const SENDING_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'sends-accepted',
    title: 'accepts every message type that each of its endpoints may send',
    needs: ['credentials', 'messages'],
    hint: 'The answer in the finding names what was wrong with a valid sample; most often the mapper of that message.',
    run: async (adapter) => {
      const found = new Findings();
      const random = seededRandom(11);
      for (const { party, code } of sendings(adapter)) {
        for (let n = 0; n < CASES_PER_MESSAGE; n += 1) {
          const submission = adapter.submission(code, party, random);
          if (submission === null) continue;
          const answer = await adapter.agency.submit(party, submission.event);
          found.same(`${party.endpoint} ${code}`, [answer.status, problemOf(answer.body)], [202, null]);
        }
      }
      return found.all();
    },
  },
  {
    id: 'sends-logged',
    title: 'writes what it accepts into the case log: whole, signed, under the case’s pseudonym, as its sender',
    needs: ['credentials', 'messages', 'inside'],
    hint: 'What is in the case log is not what was sent. Compare the mapper’s fromAgency with the canonical schema.',
    run: async (adapter) => {
      const found = new Findings();
      const random = seededRandom(12);
      const inside = adapter.inside!;
      for (const { party, code } of sendings(adapter)) {
        const submission = adapter.submission(code, party, random)!;
        await adapter.agency.submit(party, submission.event);
        const record = inside.caseLog().at(-1);
        const place = `${party.endpoint} ${code}`;
        if (record?.value == null || record.headers.ce_id !== submission.event.id) {
          found.holds(false, `${place}: its record is not in the case log`);
          continue;
        }
        found.holds(inside.isAuthentic(record), `${place}: the record does not bear the door’s mark`);
        found.same(`${place}, source`, record.headers.ce_source, adapter.contracts.partners.sourceOf(party));
        found.holds(
          record.key === inside.caseKeyOf(String(submission.written.vNumber)),
          `${place}: the record’s key is not the case’s pseudonym`,
        );
        const decoded = adapter.contracts.decode(record.value);
        found.holds(
          decoded.ok && decoded.code === code && isDeepStrictEqual(decoded.content, submission.written),
          `${place}: the record says something else than what was sent`,
        );
      }
      return found.all();
    },
  },
  {
    id: 'sends-once',
    title: 'answers a repeat with the same receipt, other content under the same id with 409, and keeps one message',
    needs: ['credentials', 'messages'],
    hint: 'The kit does this from source, id and a hash of the content; a format that reads the id from a changing place breaks it.',
    run: async (adapter) => {
      const found = new Findings();
      const [first] = sendings(adapter);
      const submission = first && adapter.submission(first.code, first.party, seededRandom(13));
      if (first === undefined || submission == null) return found.all();
      const { event } = submission;
      const once = await adapter.agency.submit(first.party, event);
      const before = adapter.inside?.caseLog().length;
      const twice = await adapter.agency.submit(first.party, event);
      found.same('statuses of a message and its repeat', [once.status, twice.status], [202, 202]);
      found.holds(isDeepStrictEqual(once.body, twice.body), 'the repeat got another receipt');
      const changed = { ...event, time: new Date(Date.parse(String(event.time)) - 60_000).toISOString() };
      const other = await adapter.agency.submit(first.party, changed);
      found.same('other content under the same id', [other.status, codeOf(other.body)], [409, 'id-reused']);
      found.same('records written for the repeats', (adapter.inside?.caseLog().length ?? 0) - (before ?? 0), 0);
      return found.all();
    },
  },
  {
    id: 'status-own',
    title: 'tells a sender the status of its own message, and nobody else that it exists',
    needs: ['credentials', 'messages'],
    hint: 'GET /v1/messages/{id}: 200 to its sender; to everybody else exactly what an unknown id gets.',
    run: async (adapter) => {
      const found = new Findings();
      const [first] = sendings(adapter);
      const submission = first && adapter.submission(first.code, first.party, seededRandom(14));
      if (first === undefined || submission == null) return found.all();
      const accepted = await adapter.agency.submit(first.party, submission.event);
      const { messageId, links } = (accepted.body ?? {}) as { messageId?: string; links?: { self?: string } };
      found.same(
        'location of the receipt',
        [accepted.headers.get('location'), links?.self],
        [`/v1/messages/${messageId}`, `/v1/messages/${messageId}`],
      );
      const ask = (id: string, as: Party | null) => adapter.agency.call({ path: `/v1/messages/${id}`, as });
      const own = await ask(messageId ?? '', first.party);
      found.same(
        'status to its sender',
        [own.status, (own.body as { messageId?: string })?.messageId],
        [200, messageId],
      );
      const unknown = await ask('00000000-0000-8000-8000-000000000000', first.party);
      found.same('an unknown id', unknown.status, 404);
      // Parties of one organisation share its certificate, and with it what may be seen.
      const organisation = organisationOf(adapter, first.party);
      for (const other of adapter.parties.filter((party) => organisationOf(adapter, party) !== organisation)) {
        const answer = await ask(messageId ?? '', other);
        found.same(`to ${other.endpoint}`, [answer.status, answer.body], [404, unknown.body]);
      }
      found.same('without a credential', (await ask(messageId ?? '', null)).status, 401);
      return found.all();
    },
  },
];

/** Every message that some party of this adapter may send. */
function sendings(adapter: AdapterUnderTest): readonly { readonly party: Party; readonly code: MessageCode }[] {
  return adapter.parties.flatMap((party) =>
    adapter.endpoints
      .filter(({ endpoint }) => endpoint === party.endpoint)
      .flatMap(({ sends }) => sends.map((code) => ({ party, code }))),
  );
}

function codeOf(body: unknown): unknown {
  return (body as { code?: unknown } | undefined)?.code;
}

/** Of a problem: its code and the places it names. */
function problemOf(body: unknown): unknown {
  const { code, errors = [] } = (body ?? {}) as { code?: string; errors?: { pointer: string; code: string }[] };
  return code === undefined ? null : [code, ...errors.map((error) => `${error.pointer} ${error.code}`)];
}

function organisationOf({ contracts }: AdapterUnderTest, party: Party): string | null {
  const source = contracts.partners.sourceOf(party);
  return source === null ? null : (contracts.partners.partnerOf(source)?.partner.id ?? null);
}
