import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import asyncApiSpecs from '@asyncapi/specs';
import { compileErrors, validate } from '@readme/openapi-parser';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import avsc from 'avsc';
import type { DynamicModule, Type } from '@nestjs/common';
import { seededRandom } from '#lib/contracts';
import { hasUnits, partyName, type Party } from '#lib/domain';
import { startAdapter, type RunningAdapter } from '../host/start-adapter.js';
import { memoryRuntime, type MemoryRuntime } from './memory-runtime.fake.js';
import { routerRecord } from './router-record.js';
import { submissionOf } from './submission-of.js';
import { pushedEvent } from '../outbound/pushed-event.js';

type Json = Record<string, unknown>;
interface OpenApi extends Json {
  readonly info: { readonly version: string; readonly contact: Json };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<
    Record<string, Record<string, { responses: Record<string, { content?: Json; headers?: Json }> }>>
  >;
}
interface Message {
  readonly payload: { readonly schemaFormat?: string; readonly schema?: Json };
}
interface AsyncApi extends Json {
  readonly channels: Readonly<Record<string, Json>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

// The published schema brings draft 7 along, which Ajv would add a second time.
const asyncApiForm = new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false }).compile(
  asyncApiSpecs.schemas['3.0.0'] as Json,
);

/** What the documents of every adapter must be: valid, true of what its door takes and pushes, and within the NL GOV API Design Rules. */
export function describeAdapterDocuments(id: string, load: () => Promise<Type | DynamicModule>): void {
  describe(`the documents of ${id}`, () => {
    let runtime: MemoryRuntime;
    let running: RunningAdapter;
    let openApi: OpenApi;
    let asyncApi: AsyncApi;

    beforeAll(async () => {
      runtime = await memoryRuntime();
      running = await startAdapter(await load(), runtime, '127.0.0.1', 0);
      const [open, async] = await Promise.all(
        ['openapi', 'asyncapi'].map((name) => fetch(`${running.url}/${name}.json`)),
      );
      for (const response of [open!, async!]) {
        expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
        expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      }
      openApi = (await open!.json()) as OpenApi;
      asyncApi = (await async!.json()) as AsyncApi;
    }, 60_000);
    afterAll(async () => {
      await running.close();
      await runtime.log.close();
    });
    const parties = (): Party[] =>
      running.adapter.manifest.endpoints.map(({ endpoint }) => ({
        endpoint,
        unit: hasUnits(endpoint) ? (endpoint === 'GEM' ? '0599' : 'NG') : null,
      }));
    const schemasOf = (document: Json): ((pointer: string) => ValidateFunction) => {
      const ajv = formats
        .default(new Ajv2020({ strict: false, allErrors: true }))
        .addFormat('partial-date', true)
        .addFormat('bsn', true);
      ajv.addSchema(document, 'document');
      return (pointer) => ajv.getSchema(`document#${pointer}`)!;
    };

    it('are valid by public validators', async () => {
      const checked = await validate(structuredClone(openApi) as never);
      expect([checked.valid, checked.valid ? '' : compileErrors(checked)]).toEqual([true, '']);
      expect([asyncApiForm(asyncApi), asyncApiForm.errors]).toEqual([true, null]);
      for (const { payload } of Object.values(asyncApi.components.messages)) {
        if (payload.schemaFormat === undefined) continue;
        expect(() => avsc.Type.forSchema(payload.schema as never)).not.toThrow();
      }
      expect([openApi, asyncApi].flatMap(brokenReferences)).toEqual([]);
    });

    it('describe what the door takes: every message that it may be sent, and nothing beside it', () => {
      const fits = schemasOf(openApi)('/components/schemas/Event');
      for (const party of parties()) {
        const { sends } = running.adapter.manifest.endpoints.find(({ endpoint }) => endpoint === party.endpoint)!;
        for (const code of sends) {
          const { event } = submissionOf(runtime, code, party, seededRandom(29));
          expect([code, fits(event), fits.errors]).toEqual([code, true, null]);
          expect(fits({ ...event, secret: 'x' })).toBe(false);
          expect(fits({ ...event, data: { ...(event.data as Json), secret: 'x' } })).toBe(false);
          expect(fits({ ...event, purpose: undefined })).toBe(false);
        }
      }
    });

    it('describe what is pushed: every message that the agency may receive, with no field that it never may', () => {
      const schemaAt = schemasOf(asyncApi);
      let offset = 0;
      for (const party of parties()) {
        const { receives } = running.adapter.manifest.endpoints.find(({ endpoint }) => endpoint === party.endpoint)!;
        for (const code of receives) {
          const content = runtime.contracts.sample(code, seededRandom(offset), {}, { full: true });
          const record = routerRecord(runtime.contracts, runtime.topics, code, party, content, (offset += 1));
          const decoded = runtime.contracts.decodeDelivery(record.value);
          const event = pushedEvent(record.headers, decoded.ok ? decoded.content : null);
          const name = `push-${party.endpoint.toLowerCase()}.${runtime.contracts.message(code)!.slug}`;
          const fits = schemaAt(`/components/messages/${name}/payload`);
          expect([code, fits(event), fits.errors]).toEqual([code, true, null]);
          const whole = { ...event, data: { ...(event.data as Json), unheardOf: true } };
          expect(fits(whole)).toBe(false);
        }
      }
    });

    it('keep the NL GOV API Design Rules', async () => {
      expect(openApi.info.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(Object.keys(openApi.info.contact).sort()).toEqual(['email', 'name', 'url']);
      expect(openApi.servers.map(({ url }) => url)).toEqual([`/v${openApi.info.version.split('.')[0]}`]);
      for (const [path, operations] of Object.entries(openApi.paths)) {
        expect(path).toMatch(/^(\/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}))+$/);
        for (const [method, { responses }] of Object.entries(operations)) {
          expect(['get', 'post', 'put', 'patch', 'delete', 'head', 'options']).toContain(method);
          for (const [status, { headers, content }] of Object.entries(responses)) {
            expect(Object.keys(headers ?? {})).toContain('API-Version');
            if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
          }
        }
      }
      for (const path of ['/openapi.json/', '/v1/messages/', '/v1/nothing', '/v1/messages/1']) {
        const [party] = parties();
        const authorization = path === '/v1/messages/1' ? '' : runtime.bearer(partyName(party!));
        const { status, headers } = await fetch(`${running.url}${path}`, { headers: { authorization } });
        const expected = path === '/v1/messages/1' ? 401 : 404;
        expect([path, status, headers.get('content-type'), headers.get('api-version')]).toEqual([
          path,
          expected,
          'application/problem+json; charset=utf-8',
          openApi.info.version,
        ]);
      }
    });
  });
}

function brokenReferences(document: Json): string[] {
  const broken: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { $ref } = value as { $ref?: unknown };
    if (typeof $ref === 'string' && found(document, $ref) === undefined) broken.push($ref);
    Object.values(value).forEach(visit);
  };
  visit(document);
  return broken;
}

function found(document: Json, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (at, key) => (at as Json | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
}
