import { readBody } from '../inbound/read-body.js';
import type { AgencyFormat, MessageMapper } from './agency-format.js';

const identity: MessageMapper = {
  fromAgency: (data) => ({ ok: true, value: data }),
  toAgency: (content) => content,
};

/**
 * CloudEvents in structured JSON, NL GOV profile, with the hub's own contents (`schemas/json/canonical`): for agencies that have no language of
 * their own. Every message, nothing translated.
 */
export const canonicalJson: AgencyFormat = {
  name: 'canonical-json',
  language: 'en',
  mediaTypes: ['application/cloudevents+json'],
  parse: (body) => {
    const read = readBody(body);
    if (!read.ok) return { ok: false, errors: [read.error] };
    if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
      const message = 'The body must be one CloudEvent, a JSON object.';
      return { ok: false, errors: [{ pointer: '', code: 'not-an-event', message }] };
    }
    const { data, ...attributes } = read.value as Readonly<Record<string, unknown>>;
    return { ok: true, document: { attributes, data }, errors: [] };
  },
  compose: (_code, { attributes, data }) => ({
    ok: true,
    body: Buffer.from(JSON.stringify({ ...attributes, data }), 'utf8'),
  }),
  mapperFor: () => identity,
  locate: (_code, pointer) => pointer,
  describe: (_code, _direction, canonicalSchema) => canonicalSchema,
  codeLists: {},
};
