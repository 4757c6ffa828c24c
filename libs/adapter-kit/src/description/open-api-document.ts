import type { Contracts } from '#lib/contracts';
import type { Adapter } from '../definition/adapter.js';
import { API_VERSION } from '../door/api-version.js';
import { ANSWER_SCHEMAS } from './answer-schemas.js';
import { aboutAdapter } from './about-adapter.js';
import { componentRef } from './components.js';
import { documentSchema } from './document-schema.js';
import { eventSchemas } from './event-schemas.js';
import type { Json } from './json-document.js';

/** OpenAPI 3.1 of this adapter's door: true for what is built, and no more. Generated from definition, catalogue and JSON Schemas. */
export function openApiDocument(adapter: Adapter, contracts: Contracts): Json {
  const mission = adapter.manifest.endpoints.some(({ endpoint }) => endpoint === 'EMB');
  return {
    openapi: '3.1.0',
    info: aboutAdapter(adapter.manifest),
    servers: [{ url: '/v1' }],
    security: [{ bearer: [] }],
    tags: [{ name: 'messages', description: 'Messages of one’s own.' }],
    paths: {
      '/messages': {
        post: {
          operationId: 'submitMessage',
          tags: ['messages'],
          summary: 'Submit one message',
          requestBody: {
            required: true,
            content: submissionContent(adapter),
          },
          responses: {
            '202': {
              ...answer('Stored. The same id with the same content gets the same receipt again.', 'SubmissionReceipt'),
              headers: { ...VERSION, Location: { description: 'Of its status.', schema: { type: 'string' } } },
            },
            ...problemsOf(['400', '401', '403', ...(mission ? ['404'] : []), '409', '413', '415', '429', '503']),
          },
        },
      },
      '/messages/{id}': {
        get: {
          operationId: 'readMessageStatus',
          tags: ['messages'],
          summary: 'Status of a message of one’s own',
          description: 'A message of another, and one that does not exist, look the same: 404.',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
          responses: { '200': answer('The status.', 'MessageStatus'), ...problemsOf(['401', '404', '429', '503']) },
        },
      },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      headers: {
        ApiVersion: {
          description: 'Version of this interface, semantic.',
          schema: { type: 'string', const: API_VERSION },
        },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      schemas: { ...eventSchemas(adapter, contracts), ...ANSWER_SCHEMAS },
    },
  };
}

/** Each media type of the formats that are spoken here. One that isn't JSON is described by a document of its own. */
function submissionContent(adapter: Adapter): Json {
  const types = adapter.definition.endpoints.flatMap(({ format }) =>
    format.mediaTypes.map((type) => ({ type, format })),
  );
  return Object.fromEntries(
    types.map(({ type, format }) => [
      type,
      { schema: /\bjson$/.test(type) ? componentRef('Event') : documentSchema(format, 'in') },
    ]),
  );
}

const VERSION = { 'API-Version': { $ref: '#/components/headers/ApiVersion' } };
const RETRY = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };

function answer(description: string, schema: string): Json {
  return { description, headers: VERSION, content: { 'application/json': { schema: componentRef(schema) } } };
}

function problemsOf(statuses: readonly string[]): Json {
  const content = { 'application/problem+json': { schema: componentRef('Problem') } };
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: MEANINGS[status],
        headers: ['429', '503'].includes(status) ? { ...VERSION, ...RETRY } : VERSION,
        content,
      },
    ]),
  );
}

const MEANINGS: Readonly<Record<string, string>> = {
  '400': 'Not valid; every error is named, up to 100.',
  '401': 'No credential of this door.',
  '403': 'Not your source, or not your message type.',
  '404': 'Nothing of yours.',
  '409': 'The id was used with other content, or is being accepted at this moment.',
  '413': 'More than 1 MiB.',
  '415': 'Not a media type of this door, not UTF-8, or compressed.',
  '429': 'Faster than agreed.',
  '503': 'Not stored. Send the same again under the same id.',
};
