import type { Adapter } from '../definition/adapter.js';
import { REFUSALS } from '../outbound/delivery-page.js';
import { anyFetches } from '../manifest/fetches.js';
import { componentRef } from './components.js';
import type { Json } from './json-document.js';
import { openApiAnswers } from './open-api-answers.js';

const ID = { type: 'string', format: 'uuid' };
const NUMBER = { type: 'integer', minimum: 1 };

/** How an agency that accepts no calls fetches and acknowledges its deliveries; nothing where the hub calls all of them. */
export function deliveryPaths(adapter: Adapter): Json {
  if (!anyFetches(adapter.manifest)) return {};
  return {
    '/deliveries': {
      get: {
        operationId: 'fetchDeliveries',
        tags: ['deliveries'],
        summary: 'Fetch what waits for you',
        description:
          'In order, stops first. The same deliveries come again until they are acknowledged; two with one id are one delivery. ' +
          'Work through them in order: within a case each follows the one whose number stands in previousCaseSequence.',
        parameters: [
          query('limit', 'Deliveries at most.', { type: 'integer', minimum: 1, maximum: 100, default: 50 }),
          query('waitMs', 'When nothing waits: answer when something comes, or after so many milliseconds.', {
            type: 'integer',
            minimum: 0,
            maximum: 20_000,
            default: 0,
          }),
        ],
        responses: {
          '200': openApiAnswers.json('What waits; an empty list when nothing does.', 'DeliveryPage'),
          ...openApiAnswers.problems(['400', '401', '403', '429', '503']),
        },
      },
    },
    '/deliveries/acknowledgements': {
      post: {
        operationId: 'acknowledgeDeliveries',
        tags: ['deliveries'],
        summary: 'Say what became of deliveries that you fetched',
        description:
          'received: it lies safely in your system and does not come again. refused: your system will never take it; operators of the hub ' +
          'look at it. Saying the same again is harmless.',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: componentRef('Acknowledgements') } },
        },
        responses: {
          '200': openApiAnswers.json('An answer for each, in the order given.', 'AcknowledgementResults'),
          ...openApiAnswers.problems(['400', '401', '403', '413', '415', '429', '503']),
        },
      },
    },
  };
}

/** Components that they refer to. */
export function deliverySchemas(adapter: Adapter): Json {
  return anyFetches(adapter.manifest) ? SCHEMAS : {};
}

function query(name: string, description: string, schema: Json): Json {
  return { name, in: 'query', required: false, description, schema };
}

const SCHEMAS: Json = {
  DeliveryPage: {
    type: 'object',
    required: ['deliveries', 'waiting'],
    properties: {
      deliveries: {
        type: 'array',
        maxItems: 100,
        items: {
          type: 'object',
          required: ['deliveryId', 'sequence', 'caseSequence', 'previousCaseSequence', 'contentType', 'content'],
          properties: {
            deliveryId: ID,
            sequence: { ...NUMBER, description: 'Yours, over all cases: 1, 2, 3, without gaps.' },
            caseSequence: { ...NUMBER, description: 'Yours within the case: 1, 2, 3, without gaps.' },
            previousCaseSequence: { type: 'integer', minimum: 0, description: 'The one before it; 0 for the first.' },
            contentType: { type: 'string', description: 'Of the content.' },
            content: {
              description: 'The document, as /asyncapi.json describes it: JSON as it is, anything else as text.',
            },
          },
        },
      },
      waiting: { type: 'integer', minimum: 0, description: 'How many wait, these included; counted up to 10,000.' },
    },
  },
  Acknowledgements: {
    type: 'object',
    required: ['acknowledgements'],
    additionalProperties: false,
    properties: {
      acknowledgements: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: {
          type: 'object',
          required: ['deliveryId', 'outcome'],
          additionalProperties: false,
          properties: {
            deliveryId: ID,
            outcome: { type: 'string', enum: ['received', 'refused'] },
            reasonCode: { type: 'string', enum: [...REFUSALS], description: 'Of a refusal.' },
          },
        },
      },
    },
  },
  AcknowledgementResults: {
    type: 'object',
    required: ['results'],
    properties: {
      results: {
        type: 'array',
        items: {
          type: 'object',
          required: ['deliveryId', 'status'],
          properties: {
            deliveryId: ID,
            status: {
              type: 'string',
              enum: ['acknowledged', 'unknown', 'contradicts'],
              description: 'unknown: not handed out to you. contradicts: you said before that you have it.',
            },
          },
        },
      },
    },
  },
};
