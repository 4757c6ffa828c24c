import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { seededRandom } from '#lib/contracts';
import type { ConformanceCheck } from '../conformance-check.js';
import { fetches } from '../../manifest/fetches.js';
import { Findings } from '../findings.js';
import { brokenReferences } from '../json-references.js';
import { publishedDocuments, type Json } from '../published-documents.js';

const HINT =
  'The documents are made from the definition (libs/adapter-kit/src/description); the format describes its own documents.';

/** The documents of a door are true of it. Whether they are valid at all, public validators say (`validity.checks.ts`). */
export const DOCUMENT_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'documents-published',
    title: 'gives its documents to anybody, from any origin',
    needs: ['door'],
    hint: 'NL GOV API Design Rules, /core/publish-openapi: no credential, Access-Control-Allow-Origin: *.',
    run: async ({ agency }) => {
      const found = new Findings();
      const { answers, openApi, asyncApi } = await publishedDocuments(agency);
      for (const [path, { status, headers }] of Object.entries(answers)) {
        found.same(
          path,
          [status, headers.get('access-control-allow-origin'), headers.get('content-type')],
          [200, '*', 'application/json; charset=utf-8'],
        );
      }
      found.same('references that lead nowhere', [openApi, asyncApi].flatMap(brokenReferences), []);
      const paths = Object.keys(openApi.paths);
      for (const path of ['/messages', '/messages/{id}']) found.holds(paths.includes(path), `openapi: no ${path}`);
      return found.all();
    },
  },
  {
    id: 'documents-door',
    title: 'describes what its door takes: every message that it may be sent, and nothing beside it',
    needs: ['credentials'],
    hint: HINT,
    run: async (adapter) => {
      const found = new Findings();
      const { openApi } = await publishedDocuments(adapter.agency);
      const fits = schemasOf(openApi)('/components/schemas/Event');
      for (const party of adapter.parties) {
        const { sends = [] } = adapter.endpoints.find(({ endpoint }) => endpoint === party.endpoint) ?? {};
        for (const code of sends) {
          const submission = adapter.submission(code, party, seededRandom(29));
          const format = adapter.agency.format(party);
          // A format that is described by something else than JSON Schema has checks of its own.
          if (submission === null || format.describe(code, 'in', {}) === null) continue;
          const document = JSON.parse(adapter.agency.write(party, submission.event).toString('utf8')) as Json;
          const place = `${party.endpoint} ${code}`;
          const at = (pointer: string): string => format.locate(code, pointer);
          found.holds(fits(document), `${place}: what it may send does not fit, at ${pointersOf(fits)}`);
          found.holds(!fits(changed(document, '/secret', 'x')), `${place}: it allows an attribute that nobody knows`);
          const field = changed(document, `${at('/data')}/secret`, 'x');
          found.holds(!fits(field), `${place}: it allows a field that nobody knows`);
          found.holds(!fits(changed(document, at('/purpose'))), `${place}: it allows a message without a purpose`);
        }
      }
      return found.all();
    },
  },
  {
    id: 'documents-deliveries',
    title: 'describes what is delivered: every message that the agency may receive, with no field that it never may',
    needs: ['inside'],
    hint: HINT,
    run: async (adapter) => {
      const found = new Findings();
      const { asyncApi } = await publishedDocuments(adapter.agency);
      const schemaAt = schemasOf(asyncApi);
      for (const party of adapter.parties) {
        const { receives = [] } = adapter.endpoints.find(({ endpoint }) => endpoint === party.endpoint) ?? {};
        for (const [n, code] of receives.entries()) {
          const format = adapter.agency.format(party);
          if (format.describe(code, 'out', {}) === null) continue;
          const { record, deliveryId } = adapter.inside!.routed(code, party, 81 + n);
          await adapter.inside!.give(record);
          const [attempt] = await adapter.inside!.attempts(deliveryId);
          const way = fetches({ endpoints: adapter.endpoints }, party) ? 'fetch' : 'push';
          const name = `${way}-${party.endpoint.toLowerCase()}.${adapter.contracts.message(code)?.slug}`;
          const fits = schemaAt(`/components/messages/${name}/payload`);
          const place = `${party.endpoint} ${code}`;
          const document = JSON.parse(attempt?.body.toString('utf8') ?? 'null') as Json;
          found.holds(fits(document), `${place}: what is delivered does not fit, at ${pointersOf(fits)}`);
          const more = changed(document, `${format.locate(code, '/data')}/unheardOf`, 'x');
          found.holds(!fits(more), `${place}: it allows a field that nobody knows`);
        }
      }
      return found.all();
    },
  },
];

function schemasOf(document: Json): (pointer: string) => ValidateFunction {
  const ajv = formats
    .default(new Ajv2020({ strict: false, allErrors: true }))
    .addFormat('partial-date', true)
    .addFormat('bsn', true);
  ajv.addSchema(document, 'document');
  return (pointer) => {
    const schema = ajv.getSchema(`document#${pointer}`);
    if (schema === undefined) throw new Error(`Reading a document: it has no ${pointer}.`);
    return schema;
  };
}

/** A copy with another value at the place, or none. */
function changed(document: Json, pointer: string, value?: unknown): Json {
  const copy = structuredClone(document) as Record<string, unknown>;
  const steps = pointer.split('/').slice(1);
  const last = steps.pop() ?? '';
  const parent = steps.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

function pointersOf({ errors }: ValidateFunction): string {
  return [...new Set((errors ?? []).map(({ instancePath }) => instancePath || '/'))].slice(0, 5).join(', ');
}
