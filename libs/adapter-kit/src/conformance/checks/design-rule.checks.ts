import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';
import { publishedDocuments, type OpenApi, type Operation } from '../published-documents.js';

const PATH = /^(\/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}))+$/;
const QUERY_KEY = /^\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*$/;
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

/** NL GOV REST API Design Rules 2.2; each id is the rule's own. */
export const DESIGN_RULE_CHECKS: readonly ConformanceCheck[] = [
  rule('adr-doc-openapi', '/core/doc-openapi', 'is described in OpenAPI 3', (found, { openapi }) => {
    found.holds(/^3\.[01]\.\d+$/.test(openapi), 'openapi: not version 3');
  }),
  rule('adr-contact', '/core/doc-openapi-contact', 'names whom to turn to', (found, { info }) => {
    found.same('info.contact', Object.keys(info.contact ?? {}).sort(), ['email', 'name', 'url']);
  }),
  rule('adr-semver', '/core/semver', 'has a version of three numbers', (found, { info }) => {
    found.holds(/^\d+\.\d+\.\d+$/.test(info.version), 'info.version: not major.minor.patch');
  }),
  rule('adr-uri-version', '/core/uri-version', 'has its major version in its address', (found, { info, servers }) => {
    const major = `/v${info.version.split('.')[0]}`;
    found.holds((servers ?? []).length > 0, 'servers: none');
    for (const { url } of servers ?? []) found.holds(url.endsWith(major), `servers: does not end in ${major}`);
  }),
  rule(
    'adr-paths',
    '/core/path-segments-kebab-case',
    'has paths in kebab-case without a slash at the end',
    (found, { paths }) => {
      for (const path of Object.keys(paths)) found.holds(PATH.test(path), `${path}: not in kebab-case`);
    },
  ),
  rule('adr-query-keys', '/core/query-keys-camel-case', 'has query keys in camelCase', (found, openApi) => {
    for (const { place, operation } of operationsOf(openApi)) {
      for (const { name, in: where } of operation.parameters ?? [])
        found.holds(where !== 'query' || QUERY_KEY.test(name), `${place}: query key ${name}`);
    }
  }),
  rule('adr-methods', '/core/http-methods', 'uses the methods of HTTP alone', (found, openApi) => {
    for (const { place, method } of operationsOf(openApi))
      found.holds(METHODS.includes(method), `${place}: no such method`);
  }),
  rule('adr-version-header', '/core/version-header', 'promises API-Version on every answer', (found, openApi) => {
    for (const { place, operation } of operationsOf(openApi)) {
      for (const [status, { headers }] of Object.entries(operation.responses))
        found.holds(Object.hasOwn(headers ?? {}, 'API-Version'), `${place} ${status}: no API-Version`);
    }
  }),
  rule(
    'adr-problems',
    '/core/error-handling/problem-details',
    'answers every 4xx and 5xx with problem+json',
    (found, openApi) => {
      for (const { place, operation } of operationsOf(openApi)) {
        for (const [status, { content }] of Object.entries(operation.responses)) {
          if (Number(status) < 400) continue;
          found.same(`${place} ${status}`, Object.keys(content ?? {}), ['application/problem+json']);
        }
      }
    },
  ),
  rule(
    'adr-invalid-input',
    '/core/error-handling/invalid-input',
    'uses 400 and not 422 for what is not valid',
    (found, openApi) => {
      for (const { place, operation } of operationsOf(openApi))
        found.holds(!Object.hasOwn(operation.responses, '422'), `${place}: 422`);
    },
  ),
  rule(
    'adr-sensitive-uris',
    '/core/transport/no-sensitive-uris',
    'asks for no person’s number in an address',
    (found, openApi) => {
      for (const { place, operation } of operationsOf(openApi)) {
        for (const { name } of operation.parameters ?? [])
          found.holds(!/bsn|vnumber|vnummer|vreemdelingnummer|name$|naam$/i.test(name), `${place}: parameter ${name}`);
      }
    },
  ),
  {
    id: 'adr-answers',
    title:
      'keeps the design rules in its answers: 404 after a slash at the end, problem+json, API-Version, headers of /core/transport/security-headers',
    needs: ['credentials'],
    hint: 'The kit’s HTTP bootstrap sees to this (createHttpApp).',
    run: async ({ agency, parties }) => {
      const found = new Findings();
      const { openApi } = await publishedDocuments(agency);
      const [party = null] = parties;
      const expected = { '/openapi.json/': 404, '/v1/messages/': 404, '/v1/nothing': 404, '/v1/messages/1': 401 };
      for (const [path, status] of Object.entries(expected)) {
        const answer = await agency.call({ path, as: status === 401 ? null : party });
        const { headers } = answer;
        found.same(
          path,
          [answer.status, headers.get('content-type'), headers.get('api-version')],
          [status, 'application/problem+json; charset=utf-8', openApi.info.version],
        );
        for (const [name, value] of Object.entries(SECURITY))
          found.holds(headers.get(name)?.includes(value) ?? false, `${path}: ${name} without ${value}`);
      }
      return found.all();
    },
  },
];

const SECURITY = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'strict-transport-security': 'max-age=',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function rule(
  id: string,
  of: string,
  title: string,
  judge: (found: Findings, openApi: OpenApi) => void,
): ConformanceCheck {
  return {
    id,
    title: `${title} (${of})`,
    needs: ['door'],
    hint: `NL GOV API Design Rules ${of}; /openapi.json is made by libs/adapter-kit/src/description.`,
    run: async ({ agency }) => {
      const found = new Findings();
      judge(found, (await publishedDocuments(agency)).openApi);
      return found.all();
    },
  };
}

function operationsOf({ paths }: OpenApi): readonly { place: string; method: string; operation: Operation }[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ place: `${method} ${path}`, method, operation })),
  );
}
