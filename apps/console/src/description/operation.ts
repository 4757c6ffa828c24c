import { PERMISSIONS, type Permission } from '../access/permission.js';
import { FORMS } from '../asking/query-forms.js';
import type { Json } from './json-document.js';

export interface OperationWords {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** null: published to anybody; `any-operator`: every role. */
  readonly needs: Permission | 'any-operator' | null;
  /** Names in the path. */
  readonly path?: readonly string[];
  /** Names in the query, as `FORMS` knows them. */
  readonly query?: readonly (keyof typeof FORMS)[];
  /** Further ones in the query, with what they take. */
  readonly more?: Readonly<Record<string, string>>;
  /** Name of a schema. */
  readonly body?: string;
  readonly answer: Json;
  readonly status?: string;
  readonly problems?: readonly string[];
}

export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** A page of a list. */
export function pageOf(name: string): Json {
  return {
    type: 'object',
    required: ['items', 'next'],
    properties: {
      items: { type: 'array', items: ref(name) },
      next: { type: ['string', 'null'], description: 'Give it as `after` for the next page; null after the last one.' },
    },
  };
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const VERSION = { 'API-Version': { $ref: '#/components/headers/ApiVersion' } };
const MEANINGS: Readonly<Record<string, string>> = {
  '400': 'Not valid; every fault is named, no value is repeated.',
  '401': 'No access token for the console, or one that has ended.',
  '403': 'Takes another role (`roles` says which), or another person.',
  '404': 'There is none.',
  '409': 'Not possible as it stands; `code` says why.',
  '413': 'More than 1 MiB.',
  '415': 'Not JSON in UTF-8, or compressed.',
  '429': 'Faster than the console answers.',
  '503': 'Can’t answer at this moment.',
};

/** One operation as OpenAPI writes it. */
export function operation(words: OperationWords): Json {
  const {
    id,
    tag,
    summary,
    description,
    needs,
    path = [],
    query = [],
    more = {},
    body,
    answer,
    status = '200',
  } = words;
  const problems = [
    ...['401', '429', '503'],
    ...(needs === 'any-operator' ? [] : ['403']),
    ...(path.length + query.length > 0 ? ['400'] : []),
    ...(body === undefined ? [] : ['400', '413', '415']),
    ...(words.problems ?? []),
  ];
  const role = needs === null || needs === 'any-operator' ? null : `Takes the role ${PERMISSIONS[needs].join(' or ')}.`;
  const parameters = [
    ...path.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...query.map((name) => asked(name, FORMS[name].wanted)),
    ...Object.entries(more).map(([name, wanted]) => asked(name, wanted)),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, role].filter((text) => text !== undefined && text !== null).join(' '),
    ...(needs === null ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(ref(body)) } }),
    responses: {
      [status]: {
        description: 'Done.',
        headers: status === '201' ? { ...VERSION, Location: { $ref: '#/components/headers/Location' } } : VERSION,
        content: words.answer['text/event-stream'] === undefined ? json(answer) : answer,
      },
      ...(needs === null ? {} : Object.fromEntries([...new Set(problems)].sort().map((code) => [code, problem(code)]))),
    },
  };
}

function asked(name: string, wanted: string): Json {
  return { name, in: 'query', required: false, description: `Takes ${wanted}.`, schema: { type: 'string' } };
}

function problem(status: string): Json {
  const retry = ['429', '503'].includes(status) ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } : {};
  return {
    description: MEANINGS[status] ?? '',
    headers: { ...VERSION, ...retry },
    content: { 'application/problem+json': { schema: ref('Problem') } },
  };
}
