import { componentRef } from './components.js';
import type { Json } from './json-document.js';

export const VERSION_HEADER = { 'API-Version': { $ref: '#/components/headers/ApiVersion' } };
const RETRY = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };

/** Answers of the door as OpenAPI responses: each carries the version, each 4xx and 5xx is a problem. */
export const openApiAnswers = {
  json: (description: string, schema: string, headers: Json = {}): Json => ({
    description,
    headers: { ...VERSION_HEADER, ...headers },
    content: { 'application/json': { schema: componentRef(schema) } },
  }),
  problems: (statuses: readonly string[]): Json => {
    const content = { 'application/problem+json': { schema: componentRef('Problem') } };
    return Object.fromEntries(
      statuses.map((status) => [
        status,
        {
          description: MEANINGS[status],
          headers: ['429', '503'].includes(status) ? { ...VERSION_HEADER, ...RETRY } : VERSION_HEADER,
          content,
        },
      ]),
    );
  },
} as const;

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
