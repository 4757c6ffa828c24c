import type { Contracts } from '#lib/contracts';
import type { Adapter } from '../definition/adapter.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { API_VERSION } from '../door/api-version.js';
import { anyFetches } from '../manifest/fetches.js';
import { ANSWER_SCHEMAS } from './answer-schemas.js';
import { aboutAdapter } from './about-adapter.js';
import { componentRef } from './components.js';
import { deliveryPaths, deliverySchemas } from './delivery-paths.js';
import { documentSchema } from './document-schema.js';
import { anyParty, exampleOfSubmission } from './example-documents.js';
import { eventSchemas } from './event-schemas.js';
import type { Json } from './json-document.js';
import { listPaths, listSchemas } from './list-paths.js';
import { openApiAnswers } from './open-api-answers.js';
import { securitySchemes } from './security-schemes.js';
import { statusPaths } from './status-paths.js';

/**
 * OpenAPI 3.1 of this adapter's door: true for what is built, and no more. Generated from definition, catalogue and JSON Schemas. `issuer`: of the
 * access tokens.
 */
export function openApiDocument(adapter: Adapter, contracts: Contracts, issuer: string): Json {
  const mission = adapter.manifest.endpoints.some(({ endpoint }) => endpoint === 'EMB');
  return {
    openapi: '3.1.0',
    info: aboutAdapter(adapter.manifest),
    servers: [{ url: '/v1' }],
    security: [{ certificate: [], token: [] }],
    tags: [
      { name: 'messages', description: 'Messages of one’s own.' },
      ...(anyFetches(adapter.manifest)
        ? [{ name: 'deliveries', description: 'What others sent, to be fetched.' }]
        : []),
    ],
    paths: {
      '/messages': {
        post: {
          operationId: 'submitMessage',
          tags: ['messages'],
          summary: 'Submit one message',
          requestBody: {
            required: true,
            content: submissionContent(adapter, contracts),
          },
          responses: {
            '202': {
              ...openApiAnswers.json(
                'Stored. The same id with the same content gets the same receipt again.',
                'SubmissionReceipt',
                {
                  Location: { description: 'Of its status.', schema: { type: 'string' } },
                },
              ),
            },
            ...openApiAnswers.problems([
              '400',
              '401',
              '403',
              ...(mission ? ['404'] : []),
              '409',
              '413',
              '415',
              '429',
              '503',
            ]),
          },
        },
      },
      ...listPaths(adapter),
      ...statusPaths(),
      ...deliveryPaths(adapter),
    },
    components: {
      securitySchemes: securitySchemes(adapter.manifest.id, issuer),
      headers: {
        ApiVersion: {
          description: 'Version of this interface, semantic.',
          schema: { type: 'string', const: API_VERSION },
        },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      schemas: {
        ...eventSchemas(adapter, contracts),
        ...ANSWER_SCHEMAS,
        ...listSchemas(adapter),
        ...deliverySchemas(adapter),
      },
    },
  };
}

/** One invented document per message that an endpoint of this format may send, by the message's code. */
function submissionExamples({ manifest, definition }: Adapter, contracts: Contracts, format: AgencyFormat): Json {
  const spoken = definition.endpoints.filter((one) => one.format === format).map(({ endpoint }) => endpoint);
  const examples: Record<string, Json> = {};
  for (const { endpoint, sends, controls } of manifest.endpoints.filter((one) => spoken.includes(one.endpoint))) {
    for (const code of [...sends, ...controls]) {
      const value = exampleOfSubmission(contracts, format, code, anyParty(contracts, endpoint));
      if (value !== null) examples[code] ??= { summary: contracts.message(code)?.name, value };
    }
  }
  return examples;
}

/** Each media type of the formats that are spoken here. One that isn't JSON is described by a document of its own. */
function submissionContent(adapter: Adapter, contracts: Contracts): Json {
  const types = adapter.definition.endpoints.flatMap(({ format }) =>
    format.mediaTypes.map((type) => ({ type, format })),
  );
  return Object.fromEntries(
    types.map(({ type, format }) => [
      type,
      {
        schema: /\bjson$/.test(type) ? componentRef('Event') : documentSchema(format, 'in'),
        examples: submissionExamples(adapter, contracts, format),
      },
    ]),
  );
}
