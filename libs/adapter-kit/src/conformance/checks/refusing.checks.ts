import { seededRandom } from '#lib/contracts';
import type { Endpoint, MessageCode, Party } from '#lib/domain';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { DoorAnswer } from '../agency-system.js';
import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';
import { sampleEvent } from '../sample-event.js';

const PROBLEM = 'application/problem+json; charset=utf-8';
const HINT =
  'The kit refuses this before any mapper is called; the adapter has a door of its own beside the kit’s, or its format lets it through.';

/** The way in, for those who may not. */
export const REFUSING_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'refuses-foreign-types',
    title: 'refuses a message type of another agency, whatever it says',
    needs: ['credentials'],
    hint: HINT,
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        for (const party of adapter.parties) {
          const foreign = foreignTo(adapter, party);
          // A language without a word for any message of another agency can't even ask.
          if (foreign === null) continue;
          const event = sampleEvent(adapter.contracts, foreign, party, seededRandom(17));
          for (const data of [event.data, {}]) {
            if (!adapter.agency.canWrite(party, { ...event, data })) continue;
            const answer = await adapter.agency.submit(party, { ...event, data });
            refused(found, `${party.endpoint} sends ${foreign}`, answer, 403);
          }
        }
      }),
  },
  {
    id: 'refuses-foreign-sources',
    title: 'refuses the source of another agency: who one is comes from the credential',
    needs: ['credentials'],
    hint: HINT,
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        const other = strangerTo(adapter);
        for (const party of adapter.parties) {
          const event = sampleEvent(adapter.contracts, spokenBy(adapter, party), other, seededRandom(19));
          refused(found, `${party.endpoint} as ${other.endpoint}`, await adapter.agency.submit(party, event), 403);
        }
      }),
  },
  {
    id: 'refuses-strangers',
    title: 'lets nobody in without a credential of this door',
    needs: ['door'],
    hint: HINT,
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        const [party] = adapter.parties;
        if (party !== undefined) {
          const event = sampleEvent(adapter.contracts, spokenBy(adapter, party), party, seededRandom(19));
          refused(found, 'nobody', await adapter.agency.submit(party, event, null), 401);
        }
        refused(
          found,
          'nobody asks for a status',
          await adapter.agency.call({ path: '/v1/messages/x', as: null }),
          401,
        );
      }),
  },
  {
    id: 'refuses-other-agencies',
    title: 'lets no other agency in, also not with its own good credential',
    needs: ['credentials', 'inside'],
    hint: HINT,
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        const other = strangerTo(adapter);
        const [party] = adapter.parties;
        const event = sampleEvent(adapter.contracts, spokenBy(adapter, party!), other, seededRandom(19));
        const contentType = adapter.agency.contentType(party!);
        const body = adapter.agency.write(party!, event);
        refused(found, `${other.endpoint}`, await adapter.agency.post(body, { as: other, contentType }), 401);
      }),
  },
  {
    id: 'refuses-malformed',
    title: 'answers what is malformed with 400 and the places of the faults, and keeps nothing of it',
    needs: ['credentials'],
    hint: 'The format’s parse must give errors as values for any bytes: never throw, never guess.',
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        const [party] = adapter.parties;
        const contentType = adapter.agency.contentType(party!);
        for (const body of ['', '{', '[]', '"text"', '<', '{"a":1,"a":2}', '{"__proto__":{}}', '\u0000', '\ufeff']) {
          const answer = await adapter.agency.post(body, { as: party!, contentType });
          refused(found, `the body ${JSON.stringify(body)}`, answer, 400);
          const { errors = [] } = (answer.body ?? {}) as { errors?: unknown[] };
          found.holds(errors.length > 0, `the body ${JSON.stringify(body)}: the answer names no fault`);
        }
      }),
  },
  {
    id: 'refuses-in-own-places',
    title: 'tells every fault of a message in the places of the agency’s own document',
    needs: ['credentials'],
    hint: 'AgencyFormat.locate must lead from the canonical pointer to where the agency wrote the value.',
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        for (const party of adapter.parties) {
          const [code] = adapter.endpoints.find(({ endpoint }) => endpoint === party.endpoint)?.sends ?? [];
          const submission = code === undefined ? null : adapter.submission(code, party, seededRandom(21));
          if (code === undefined || submission === null) continue;
          // Spoilt in the bytes: a format need not be able to write what is wrong.
          const { id } = submission.event as { readonly id: string };
          const number = String((submission.event.data as { readonly vNumber?: string }).vNumber ?? 'none');
          const written = adapter.agency.write(party, submission.event).toString('utf8');
          const body = written.replaceAll(id, '!').replaceAll(number, '!');
          const contentType = adapter.agency.contentType(party);
          const answer = await adapter.agency.post(body, { as: party, contentType });
          refused(found, `${party.endpoint} ${code} with faults`, answer, 400);
          const { errors = [] } = (answer.body ?? {}) as { errors?: { pointer: string }[] };
          for (const pointer of ['/id', ...(party.endpoint === 'EMB' ? [] : ['/data/vNumber'])]) {
            const place = adapter.agency.format(party).locate(code, pointer);
            found.holds(
              errors.some((error) => error.pointer === place),
              `${party.endpoint} ${code}: no fault at ${place}`,
            );
          }
        }
      }),
  },
  {
    id: 'refuses-media-types',
    title: 'takes the media types of its format alone',
    needs: ['credentials'],
    hint: 'AgencyFormat.mediaTypes names what the door takes.',
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        const [party] = adapter.parties;
        for (const contentType of ['text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream']) {
          refused(found, contentType, await adapter.agency.post('{}', { as: party!, contentType }), 415);
        }
      }),
  },
  {
    id: 'refuses-large',
    title: 'refuses a body of more than 1 MiB before it reads it',
    needs: ['credentials'],
    hint: 'The limit is the kit’s; an adapter’s own body parser has taken its place.',
    run: (adapter) =>
      nothingKept(adapter, async (found) => {
        const [party] = adapter.parties;
        const body = ' '.repeat(1024 * 1024 + 1);
        const contentType = adapter.agency.contentType(party!);
        refused(found, '1 MiB and a byte', await adapter.agency.post(body, { as: party!, contentType }), 413);
      }),
  },
];

/** A message that another agency sends, in a language that has words for it. */
function foreignTo({ agency, contracts }: AdapterUnderTest, party: Party): MessageCode | null {
  const format = agency.format(party);
  const { messages } = contracts.catalogue;
  return (
    messages.find(({ code, senders }) => !senders.includes(party.endpoint) && format.mapperFor(code) !== null)?.code ??
    null
  );
}

/** Some message that this party's language has words for, to ask with where the answer must not depend on the message. */
function spokenBy({ agency, contracts, endpoints }: AdapterUnderTest, party: Party): MessageCode {
  const format = agency.format(party);
  // What it sends it surely has words for, in that direction too.
  const [own] = endpoints.find(({ endpoint }) => endpoint === party.endpoint)?.sends ?? [];
  return own ?? contracts.catalogue.messages.find(({ code }) => format.mapperFor(code) !== null)?.code ?? 'M44';
}

/** An endpoint that this adapter does not serve. */
function strangerTo({ endpoints }: AdapterUnderTest): Party {
  const served = (endpoint: Endpoint): boolean => endpoints.some((one) => one.endpoint === endpoint);
  return { endpoint: served('COA') ? 'IND' : 'COA', unit: null };
}

function refused(found: Findings, what: string, { status, headers, body }: DoorAnswer, expected: number): void {
  found.same(what, [status, headers.get('content-type')], [expected, PROBLEM]);
  const { title, detail } = (body ?? {}) as { title?: unknown; detail?: unknown };
  found.same(`${what}: title and detail of the problem`, [typeof title, typeof detail], ['string', 'string']);
}

async function nothingKept(
  { inside }: AdapterUnderTest,
  run: (found: Findings) => Promise<void>,
): Promise<readonly string[]> {
  const found = new Findings();
  const before = inside?.caseLog().length;
  await run(found);
  found.holds(inside?.caseLog().length === before, 'something of what was refused is in the case log');
  return found.all();
}
