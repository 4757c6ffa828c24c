import type { MessageContract } from '#lib/contracts';
import { ATTRIBUTE_FORMS } from '../inbound/event-attributes.js';
import type { Json } from './json-document.js';

/** JSON Schema of a canonical event that a sender may submit: every attribute, and the content of this one message. Self-contained. */
export function submittedEventSchema(contract: MessageContract, byReference: boolean): Json {
  const { code, name, type, definition, jsonSchema } = contract;
  const { $defs = {}, $schema: _dialect, $id: _id, ...content } = (jsonSchema ?? {}) as Json & { $defs?: Json };
  const required = Object.entries(ATTRIBUTE_FORMS).flatMap(([attribute, form]) => (form.required ? [attribute] : []));
  return {
    title: `${code} ${name}`,
    ...(definition === null ? {} : { description: definition.dutchName }),
    type: 'object',
    // HD8: without purpose and ground nothing is exchanged. Control messages go to nobody and need neither.
    required: [...required, ...(definition === null ? [] : ['purpose', 'legalbasis']), 'data'],
    properties: {
      ...attributes(),
      type: { const: type },
      ...(definition === null ? {} : { purpose: { type: 'string', enum: definition.purposes } }),
      data: byReference ? namedByReference(content) : content,
    },
    additionalProperties: false,
    $defs,
  };
}

function attributes(): Json {
  const properties = Object.entries(ATTRIBUTE_FORMS).map(([name, { pattern, expected }]) => [
    name,
    { type: 'string', description: expected, pattern: pattern.source },
  ]);
  return {
    ...(Object.fromEntries(properties) as Json),
    time: { type: 'string', format: 'date-time', description: 'Moment of the fact.' },
  };
}

/** A mission never writes a V-number: the reference that it was given stands in `caseNumber` (decisions 21). */
function namedByReference(content: Json): Json {
  const { vNumber: _never, ...properties } = content.properties as Json;
  const required = (content.required as readonly string[]).filter((name) => name !== 'vNumber');
  const caseNumber = { type: 'string', pattern: '^[A-Z2-7]{16}$', description: 'Reference of the case.' };
  return { ...content, required: [...required, 'caseNumber'], properties: { ...properties, caseNumber } };
}
