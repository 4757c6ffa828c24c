import { safeError } from './safe-error.js';
import { safeText } from './safe-text.js';
import { type LogFields } from './logger.js';

/**
 * The only fields a log line may have. An allow-list, because a list of forbidden names is never complete: a body, token or name that somebody
 * passes by mistake has no place to go.
 */
const ALLOWED: ReadonlySet<string> = new Set(
  `part adapter story step check state status code codes kind reason errorClass method route signal exitStatus
   messageId decisionId deliveryId logId planId traceId endpoint recipient unit party sender message lane generation seq attempts
   topic topics group partition partitions offset nextOffset expectedOffset highWatermark lag records count counts
   durationMs delayMs deadlineMs port host address pid variable variables version engine ruleSet schemaSet lists schemaId subject
   hash keyId name names fields closed bytes error frames type client namespace groupId broker retryCount apiName`.split(
    /\s+/,
  ),
);

const MOST_ITEMS = 50;

/** What of the fields may be written: allowed names, plain values, texts made safe. Objects never pass. */
export function safeFields(fields: LogFields): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!ALLOWED.has(name)) continue;
    if (name === 'error') safe[name] = safeError(value);
    else if (Array.isArray(value)) safe[name] = value.slice(0, MOST_ITEMS).map(safeValue);
    else safe[name] = safeValue(value);
  }
  return safe;
}

function safeValue(value: unknown): unknown {
  if (typeof value === 'string') return safeText(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return '(left out)';
}
