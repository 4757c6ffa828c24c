import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tlsFetch, type TlsFetch } from '#lib/trust';
import { canonicalJson } from '../definition/canonical-json.format.js';
import { genericDefinition } from '../definition/generic-definition.js';
import { AdapterModule } from '../runtime/adapter.module.js';
import type { AdapterUnderTest } from './adapter-under-test.js';
import type { Call } from './agency-system.js';
import { CONFORMANCE_CHECKS } from './conformance-checks.js';
import { fetchCall } from './fetch-call.js';
import { foreignAdapter } from './foreign-adapter.js';
import { openLocalAdapter } from './local-adapter.js';
import { TEST_NOW, testContracts, testTrust } from './memory-runtime.fake.js';
import { runCheck } from './run-conformance.js';

const COA = { endpoint: 'COA', unit: null } as const;

describe('an adapter at an address', () => {
  let local: AdapterUnderTest;
  let anonymous: TlsFetch;
  const foreign = (url: string, call: Call, messages: boolean, credentials = true): AdapterUnderTest =>
    foreignAdapter({
      ...{ url, call, credentials, messages, contracts: testContracts(), now: () => TEST_NOW },
      parties: credentials ? [COA] : [],
      formatOf: () => canonicalJson,
    });
  const judged = async (adapter: AdapterUnderTest): Promise<Readonly<Record<string, readonly string[]>>> => {
    const outcomes: Record<string, string[]> = { passed: [], failed: [], skipped: [] };
    for (const check of CONFORMANCE_CHECKS) {
      const { outcome } = await runCheck(check, adapter);
      outcomes[outcome]?.push(check.id);
    }
    return outcomes;
  };

  beforeAll(async () => {
    anonymous = tlsFetch({ ca: (await testTrust()).ca });
    local = await openLocalAdapter('some-adapter', () => {
      const { definition, manifest } = genericDefinition(testContracts(), 'some-adapter', ['COA']);
      return Promise.resolve(AdapterModule.of(definition, () => manifest));
    });
  });
  afterAll(() => local.close());

  it('is judged by what can be seen from outside', async () => {
    const { passed, failed, skipped } = await judged(foreign(local.url, (request) => local.agency.call(request), true));
    expect(failed).toEqual([]);
    expect(passed).toEqual(expect.arrayContaining(['sends-accepted', 'sends-once', 'status-own', 'documents-door']));
    expect(skipped).toEqual(expect.arrayContaining(['manifest-rights', 'delivers-every-message', 'stops-clean']));
  });

  it('keeps its case log clean of inventions unless they were asked for', async () => {
    const before = local.inside!.caseLog().length;
    const { passed, skipped } = await judged(foreign(local.url, (request) => local.agency.call(request), false));
    expect(skipped).toContain('sends-accepted');
    expect(passed).toContain('refuses-foreign-types');
    expect(local.inside!.caseLog().length).toBe(before);
  });

  it('is asked without credentials only what anybody may ask', async () => {
    const { passed, failed } = await judged(
      foreign(
        local.url,
        fetchCall(local.url, () => ({ fetch: anonymous, headers: {} })),
        false,
        false,
      ),
    );
    expect(failed).toEqual([]);
    expect(passed).toEqual(expect.arrayContaining(['refuses-strangers', 'openapi-valid', 'adr-contact']));
    expect(passed).not.toContain('refuses-malformed');
  });

  describe('that lets everybody do everything', () => {
    let server: Server;

    beforeAll(async () => {
      server = createServer((_request, response) =>
        response.end('{"paths":{"/Messages_":{"get":{"responses":{"500":{}}}}}}'),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('fails, check by check', async () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { passed, failed } = await judged(
        foreign(
          url,
          fetchCall(url, () => ({
            fetch: (to, init) => fetch(to, { ...init, redirect: 'manual' }),
            headers: {},
          })),
          true,
        ),
      );
      expect(failed).toEqual(
        expect.arrayContaining([
          ...['sends-accepted', 'sends-once', 'status-own', 'refuses-foreign-types', 'refuses-foreign-sources'],
          ...['refuses-strangers', 'refuses-malformed', 'refuses-media-types', 'refuses-large', 'figures-closed'],
          ...['documents-published', 'openapi-valid', 'asyncapi-valid', 'adr-doc-openapi', 'adr-contact', 'adr-semver'],
          ...['adr-uri-version', 'adr-paths', 'adr-version-header', 'adr-problems', 'adr-answers'],
        ]),
      );
      expect(passed).not.toContain('documents-door');
    });
  });
});
