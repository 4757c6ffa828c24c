import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { readManifest } from '../manifest/find-manifests.js';
import { loadAdapterDefinition } from '../host/load-adapter-definition.js';
import type { Adapter } from '../definition/adapter.js';
import type { Json } from './json-document.js';
import { asyncApiDocument } from './async-api-document.js';
import { openApiDocument } from './open-api-document.js';
import { groupNames, topicNames } from '#lib/platform';

interface OpenApi {
  readonly paths: Readonly<
    Record<string, { readonly post: { readonly requestBody: { readonly content: Readonly<Record<string, Body>> } } }>
  >;
}
interface Body {
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}
interface AsyncApi {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly examples?: readonly { readonly payload: unknown }[] }>>;
  };
}

const contracts = testContracts();
const names = { topics: topicNames('test'), groups: groupNames('test') };
const ajv = (document: object): Ajv2020 => {
  const made = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  return made.addFormat('partial-date', true).addFormat('bsn', true).addSchema(document, 'document');
};

describe.each(['coa-adapter', 'nidos-adapter', 'municipalities-adapter', 'iom-adapter', 'missions-adapter'])(
  'the examples that %s publishes',
  (id) => {
    const adapter = async (): Promise<Adapter> => ({
      manifest: readManifest(id),
      definition: await loadAdapterDefinition(id),
    });

    it('are there for every message that the door takes, and fit its own schema', async () => {
      const one = await adapter();
      const document = openApiDocument(one, contracts, 'https://identity.example');
      const fits = ajv(document).getSchema('document#/components/schemas/Event')!;
      const content = (document as unknown as OpenApi).paths['/messages']!.post.requestBody.content;
      const [format] = one.definition.endpoints;
      const examples = content[format!.format.mediaTypes[0]]!.examples;
      const [rights] = one.manifest.endpoints;
      expect(Object.keys(examples).sort()).toEqual([...rights!.sends, ...rights!.controls].sort());
      for (const [code, { value }] of Object.entries(examples)) {
        expect([code, fits(value), fits.errors]).toEqual([code, true, null]);
      }
    });

    it('are there for every message that may be delivered, and fit as well', async () => {
      const document: Json = asyncApiDocument(await adapter(), contracts, names);
      const schemas = ajv(document);
      const pushed = Object.entries((document as unknown as AsyncApi).components.messages).filter(([name]) =>
        /^(push|fetch)-/.test(name),
      );
      expect(pushed.length).toBeGreaterThan(0);
      for (const [name, { examples = [] }] of pushed) {
        const fits = schemas.getSchema(`document#/components/messages/${name}/payload`)!;
        expect([name, examples.length, fits(examples[0]?.payload), fits.errors]).toEqual([name, 1, true, null]);
      }
    });
  },
);
