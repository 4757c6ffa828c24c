import type { ConsoleTrust } from '#lib/trust';
import { API_VERSION } from './api-version.js';
import type { Json } from './json-document.js';
import { PATHS } from './paths.js';
import { SCHEMAS } from './schemas.js';

/** OpenAPI 3.1 of the console: true for what is built, and no more. */
export function openApiDocument({ issuer }: Pick<ConsoleTrust, 'issuer'>): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Schakel console',
      version: API_VERSION,
      description:
        'What failed and why, and replay as a plan: looked at before, approved by a second person, followed while it runs, proven afterwards. ' +
        'Names, codes, times and pseudonyms only; nothing of what a message says about a person.',
      contact: {
        name: 'Operators of the hub',
        url: 'https://schakel.example/operators',
        email: 'operators@schakel.example',
      },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/v1' }],
    security: [{ operator: ['console'] }],
    tags: ['access', 'standing', 'dead letters', 'quarantine', 'cases', 'replay', 'audit'].map((name) => ({ name })),
    paths: PATHS,
    components: {
      securitySchemes: {
        operator: {
          type: 'openIdConnect',
          openIdConnectUrl: `${issuer.url}/.well-known/openid-configuration`,
          description:
            'An access token (RFC 9068) for the console, good for fifteen minutes. Its claim of roles says what one may.',
        },
      },
      headers: {
        ApiVersion: {
          description: 'Version of this interface, semantic.',
          schema: { type: 'string', const: API_VERSION },
        },
        Location: { description: 'Where it is from now on.', schema: { type: 'string', format: 'uri-reference' } },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      schemas: SCHEMAS,
    },
  };
}
