import type { BatchDefinition } from '../batch/batch-definition.js';
import type { Adapter } from '../definition/adapter.js';
import { LONGEST_LIST, MOST_LINES } from '../batch/read-list.js';
import type { Json } from './json-document.js';
import { openApiAnswers } from './open-api-answers.js';

/** `POST /message-batches`, where some endpoint takes lists; else nothing. */
export function listPaths(adapter: Adapter): Json {
  const batches = listsOf(adapter);
  if (batches.length === 0) return {};
  const csv = { type: 'string', description: 'The same, one line each, and a last line of counts.' };
  const answer = openApiAnswers.json('What became of each line.', 'ListResult');
  const content = { ...(answer.content as Json), 'text/csv': { schema: csv } };
  return {
    '/message-batches': {
      post: {
        operationId: 'submitMessageBatch',
        tags: ['messages'],
        summary: 'Submit a list of messages as a CSV file',
        description:
          'Each line is one message under an id of its own and goes the same way as one that is sent alone; one bad line does not spoil the ' +
          'others. The results come while the list is worked through; the counts at the end say that the answer is whole. Sending the same ' +
          'list again is harmless: what was accepted is only repeated.',
        requestBody: {
          required: true,
          content: { 'text/csv': { schema: { type: 'string', description: about(batches) } } },
        },
        responses: {
          '200': { ...answer, content },
          ...openApiAnswers.problems(['400', '401', '403', '413', '415', '429', '503']),
        },
      },
    },
  };
}

/** Components that the answers of lists refer to. */
export function listSchemas(adapter: Adapter): Json {
  return listsOf(adapter).length === 0 ? {} : LIST_SCHEMAS;
}

function listsOf(adapter: Adapter): readonly BatchDefinition[] {
  return adapter.definition.endpoints.flatMap(({ batches = [] }) => batches);
}

function about(batches: readonly BatchDefinition[]): string {
  const limits = `At most ${LONGEST_LIST / 1024 / 1024} MiB and ${MOST_LINES} lines.`;
  return `UTF-8, with a header row, separated by ; or ,. ${limits}\n\n${batches.map(table).join('\n\n')}`;
}

function table({ title, name, code, columns }: BatchDefinition): string {
  const rows = columns.map(
    (column) => `| \`${column.name}\` | ${column.required === true ? '×' : ''} | ${column.explanation} |`,
  );
  return [
    `**${title}** (\`${name}\`, ${code})`,
    '',
    '| Column | Required | Meaning |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const COUNT = { type: 'integer', minimum: 0 };
const MAYBE = { type: ['string', 'null'] };

const LIST_SCHEMAS: Json = {
  ListResult: {
    type: 'object',
    required: ['list', 'results', 'counts'],
    properties: {
      list: { type: 'string' },
      results: {
        type: 'array',
        items: {
          type: 'object',
          required: ['line', 'status', 'id', 'messageId', 'code', 'errors'],
          properties: {
            line: { type: 'integer', description: 'In the file; the header row is line 1.' },
            status: {
              type: 'string',
              enum: ['accepted', 'repeated', 'refused', 'failed'],
              description: 'refused: not as it is. failed: could not be stored now; send the list again.',
            },
            id: { ...MAYBE, description: 'The line’s own id, when it was accepted.' },
            messageId: { ...MAYBE, description: 'For GET /messages/{id}.' },
            code: { ...MAYBE, description: 'Of the problem.' },
            errors: {
              type: 'array',
              maxItems: 100,
              items: {
                type: 'object',
                required: ['pointer', 'code', 'message'],
                properties: {
                  pointer: { type: 'string', description: 'Name of the column.' },
                  code: { type: 'string' },
                  message: { type: 'string' },
                },
              },
            },
          },
        },
      },
      counts: {
        type: 'object',
        required: ['accepted', 'repeated', 'refused', 'failed'],
        properties: { accepted: COUNT, repeated: COUNT, refused: COUNT, failed: COUNT },
      },
    },
  },
};
