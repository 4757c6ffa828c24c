import type { Contracts } from '#lib/contracts';
import { ENDPOINTS } from '#lib/domain';
import type { Adapter } from '../definition/adapter.js';
import { ATTRIBUTE_FORMS } from '../inbound/event-attributes.js';
import { API_VERSION } from './api-version.js';

type Json = Record<string, unknown>;

/** OpenAPI 3.0.3 of this adapter's door: true for what is built, and no more. Generated from definition and catalogue. */
export function openApiDocument(adapter: Adapter, contracts: Contracts): Json {
  const { manifest } = adapter;
  return {
    openapi: '3.0.3',
    info: {
      title: `Schakel, deur van ${manifest.agency}`,
      version: API_VERSION,
      description: manifest.description,
      contact: { name: manifest.owner, url: 'https://example.org/schakel', email: 'schakel@example.org' },
    },
    servers: [{ url: '/v1' }],
    security: [{ bearer: [] }],
    paths: {
      '/messages': {
        post: {
          operationId: 'submitMessage',
          summary: 'Submit one message as a CloudEvent in structured mode',
          requestBody: {
            required: true,
            content: { 'application/cloudevents+json': { schema: { $ref: '#/components/schemas/Event' } } },
          },
          responses: {
            '202': answer('Stored. The same id with the same content gets the same receipt again.', 'Receipt'),
            ...problemsOf(['400', '401', '403', '404', '409', '413', '415', '429', '503']),
          },
        },
      },
      '/messages/{id}': {
        get: {
          operationId: 'readMessageStatus',
          summary: 'Status of a message of one’s own',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
          responses: { '200': answer('The status.', 'Status'), ...problemsOf(['401', '404', '429', '503']) },
        },
      },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Event: eventSchema(adapter, contracts), ...ANSWERS },
    },
  };
}

function eventSchema(adapter: Adapter, contracts: Contracts): Json {
  const codes = adapter.manifest.endpoints.flatMap(({ sends, controls }) => [...sends, ...controls]);
  const types = [...new Set(codes)].flatMap((code) => contracts.message(code)?.type ?? []);
  const properties = Object.entries(ATTRIBUTE_FORMS).map(([name, { pattern, expected }]) => [
    name,
    { type: 'string', description: expected, pattern: pattern.source },
  ]);
  return {
    type: 'object',
    additionalProperties: false,
    required: [...required(), 'data'],
    properties: {
      ...(Object.fromEntries(properties) as Json),
      type: { type: 'string', enum: types },
      time: { type: 'string', format: 'date-time', description: 'Moment of the fact.' },
      data: {
        type: 'object',
        description:
          'Content of the message: JSON Schema in schemas/json/canonical/<last part of type>.v1.schema.json.',
      },
    },
  };
}

function required(): string[] {
  return Object.entries(ATTRIBUTE_FORMS).flatMap(([name, form]) => (form.required ? [name] : []));
}

function answer(description: string, schema: string): Json {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

function problemsOf(statuses: readonly string[]): Json {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(statuses.map((status) => [status, { description: 'Problem (RFC 9457).', content }]));
}

const TEXT = { type: 'string' };
const WARNINGS = { type: 'array', items: { type: 'object', properties: { code: TEXT, message: TEXT } } };
const LINKS = { type: 'object', properties: { self: TEXT } };
const ANSWERS: Json = {
  Receipt: {
    type: 'object',
    required: ['messageId', 'type', 'status', 'acceptedAt', 'warnings', 'links'],
    properties: {
      messageId: { type: 'string', format: 'uuid' },
      type: TEXT,
      status: { type: 'string', enum: ['ACCEPTED'] },
      acceptedAt: { type: 'string', format: 'date-time' },
      warnings: WARNINGS,
      links: LINKS,
    },
  },
  Status: {
    type: 'object',
    required: ['messageId', 'type', 'status', 'acceptedAt', 'warnings', 'links'],
    properties: {
      messageId: { type: 'string', format: 'uuid' },
      type: TEXT,
      status: { type: 'string', enum: ['RECEIVED', 'ACCEPTED', 'DECIDED', 'REJECTED'] },
      reason: { type: 'string', description: 'Code, when the message was refused as a whole.' },
      acceptedAt: { type: 'string', format: 'date-time' },
      warnings: WARNINGS,
      recipients: {
        type: 'array',
        description: 'Once decided: those of whom the sender may know. An absent one says nothing.',
        items: {
          type: 'object',
          required: ['recipient', 'state'],
          properties: {
            recipient: { type: 'string', enum: [...ENDPOINTS] },
            state: { type: 'string', enum: ['DELIVERED', 'WAITING', 'FAILED', 'REFUSED'] },
            reason: { type: 'string', description: 'Code of a refusal.' },
          },
        },
      },
      links: LINKS,
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: TEXT,
      title: TEXT,
      status: { type: 'integer' },
      detail: TEXT,
      code: TEXT,
      errors: {
        type: 'array',
        maxItems: 100,
        items: { type: 'object', properties: { pointer: TEXT, code: TEXT, message: TEXT } },
      },
    },
  },
};
