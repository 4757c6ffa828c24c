import { LONGEST_WAIT_S } from '../status/preferred-wait.js';
import { HEARTBEAT_MS, LONGEST_STREAM_MS } from '../status/status-watch.js';
import type { Json } from './json-document.js';
import { openApiAnswers, VERSION_HEADER } from './open-api-answers.js';

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const ETAG = { ETag: { description: 'Of this status.', schema: { type: 'string' } } };
const KNOWN = 'as it stood in ETag';

/** How a sender reads, waits for and follows the status of its own message. */
export function statusPaths(): Json {
  return {
    '/messages/{id}': {
      get: {
        operationId: 'readMessageStatus',
        tags: ['messages'],
        summary: 'Status of a message of one’s own',
        description:
          'A message of another, and one that does not exist, look the same: 404. With `Prefer: wait=20` the answer comes when the status changes, ' +
          `or after so many seconds, ${LONGEST_WAIT_S} at most.`,
        parameters: [
          ID,
          header('Prefer', '`wait=<seconds>` (RFC 7240): answer when something changed, or after so long.'),
          header('If-None-Match', `The status that is known, ${KNOWN}: 304 while it is still that.`),
        ],
        responses: {
          '200': openApiAnswers.json('The status.', 'MessageStatus', {
            ...ETAG,
            'Preference-Applied': { description: 'How long it would have waited.', schema: { type: 'string' } },
          }),
          '304': { description: 'Still as it was.', headers: { ...VERSION_HEADER, ...ETAG } },
          ...openApiAnswers.problems(['401', '403', '404', '429', '503']),
        },
      },
    },
    '/messages/{id}/events': {
      get: {
        operationId: 'followMessageStatus',
        tags: ['messages'],
        summary: 'Changes of that status, as server-sent events',
        description:
          'Events `status`, whose data is a MessageStatus; the first at once, the next when it changes. A comment every ' +
          `${HEARTBEAT_MS / 1000} seconds shows that the connection lives. It ends when nothing more is to come, and after ` +
          `${LONGEST_STREAM_MS / 60_000} minutes: connect again with Last-Event-ID.`,
        parameters: [ID, header('Last-Event-ID', 'Of the last event that was seen; that one does not come again.')],
        responses: {
          '200': {
            description: 'The changes.',
            headers: VERSION_HEADER,
            content: { 'text/event-stream': { schema: { type: 'string' } } },
          },
          ...openApiAnswers.problems(['401', '403', '404', '429', '503']),
        },
      },
    },
  };
}

function header(name: string, description: string): Json {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } };
}
