import type { AgencyDocument } from '../definition/agency-document.js';
import type { ContentError } from './content-error.js';
import { ATTRIBUTE_FORMS, UUID } from './event-attributes.js';
import { readInstant } from './read-instant.js';
import type { ReceivedEvent } from './received-event.js';

export type ReadEvent =
  | { readonly ok: true; readonly event: ReceivedEvent; readonly errors: readonly ContentError[] }
  | { readonly ok: false; readonly errors: readonly ContentError[] };

/**
 * A document's attributes as those of a CloudEvent. `ok: false` when source or type can't be known, so that nothing further can be checked;
 * otherwise the event with every fault of its other attributes, to be reported together with those of the content. Pointers are canonical.
 */
export function readCloudEvent({ attributes: given, data }: AgencyDocument): ReadEvent {
  const errors = checkAttributes(given);
  const time = typeof given.time === 'string' ? readInstant(given.time) : null;
  if (time === null && !errors.some((error) => error.pointer === '/time')) {
    errors.push(fault('/time', 'invalid-attribute', 'Expected a date and time that exists, with offset (RFC 3339).'));
  }
  const onlyIds = lists(given.supersedes);
  if (onlyIds?.some((id) => !UUID.test(id))) {
    errors.push(fault('/supersedes', 'invalid-attribute', 'Expected UUIDs, separated by commas.'));
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    errors.push(fault('/data', 'missing-content', 'Expected the content of the message, an object.'));
  }
  const addressed = !errors.some((error) => error.pointer === '/source' || error.pointer === '/type');
  return addressed ? { ok: true, event: eventOf(given, data, time ?? ''), errors } : { ok: false, errors };
}

function checkAttributes(given: Readonly<Record<string, unknown>>): ContentError[] {
  const errors: ContentError[] = [];
  for (const [name, form] of Object.entries(ATTRIBUTE_FORMS)) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (form.required) errors.push(fault(`/${name}`, 'missing-attribute', `Required: ${form.expected}.`));
    } else if (typeof value !== 'string' || !form.pattern.test(value)) {
      errors.push(fault(`/${name}`, 'invalid-attribute', `Expected ${form.expected}.`));
    }
  }
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(ATTRIBUTE_FORMS, name));
  if (unknown.length > 0) {
    // The names are the sender's own text and could hold anything, so they are counted, not repeated.
    errors.push(fault('', 'unknown-attribute', `${unknown.length} attribute(s) that a sender may not set.`));
  }
  return errors;
}

function eventOf(given: Readonly<Record<string, unknown>>, data: unknown, time: string): ReceivedEvent {
  const text = (name: string): string | null => (typeof given[name] === 'string' ? given[name] : null);
  return {
    id: text('id') ?? '',
    source: text('source') ?? '',
    type: text('type') ?? '',
    time,
    purpose: text('purpose'),
    legalBasis: lists(given.legalbasis) ?? [],
    urgency: text('urgency'),
    caseRef: text('caseref'),
    correlationId: text('correlationid'),
    causationId: text('causationid'),
    sequence: text('sequence'),
    consentRef: text('consentref'),
    supersedes: lists(given.supersedes) ?? [],
    wpgArticle: text('wpgarticle'),
    onlyFor: lists(given.onlyfor),
    withhold: lists(given.withhold) ?? [],
    traceparent: text('traceparent'),
    data,
  };
}

function lists(value: unknown): string[] | null {
  return typeof value === 'string'
    ? value
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '')
    : null;
}

function fault(pointer: string, code: string, message: string): ContentError {
  return { pointer, code, message };
}
