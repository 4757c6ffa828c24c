import { ATTRIBUTE_KINDS, type AttributePlace, type EnvelopeWords } from './dialect.js';

const PLACE = /^[A-Za-z][A-Za-z0-9_]*(\/[A-Za-z][A-Za-z0-9_]*)*$/;

/** `envelope.json`: where the attributes of an event stand in the agency's document. @throws with everything that is wrong with the file */
export function parseEnvelopeFile(id: string, json: unknown): EnvelopeWords {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Partial<EnvelopeWords>;
  const { data, attributes = {}, fixed = {} } = given;
  const faults = [
    ...(isPlace(data) ? [] : ['data must be a place, names separated by /']),
    ...Object.entries(attributes).flatMap(([name, place]) => faultsOf(name, place)),
    ...Object.entries(fixed).flatMap(([name, value]) =>
      typeof value === 'string' ? [] : [`fixed.${name} must be a text`],
    ),
  ];
  if (faults.length > 0) throw new Error(`Reading apps/${id}/vocabulary/envelope.json: ${faults.join('; ')}.`);
  return { data: data!, attributes, fixed };
}

function faultsOf(name: string, { at, as, description }: AttributePlace): readonly string[] {
  return [
    ...(isPlace(at) ? [] : [`attributes.${name}.at must be a place, names separated by /`]),
    ...(ATTRIBUTE_KINDS.includes(as) ? [] : [`attributes.${name}.as must be one of ${ATTRIBUTE_KINDS.join(', ')}`]),
    ...(description === undefined || typeof description === 'string'
      ? []
      : [`attributes.${name}.description: no text`]),
  ];
}

function isPlace(text: unknown): boolean {
  return typeof text === 'string' && PLACE.test(text);
}
