import type { EnumSchema, FieldSchema, RecordSchema } from '../avro/avro-schema.js';
import type { NamedSchema, NamedTypes } from '../avro/named-types.js';
import { LOCATION_TYPE } from './masks.js';

const TYPES = 'nl.vreemdelingenketen.terugkeerzaken.types';

export const PERSON = `${TYPES}.Person`;
export const PERSON_WITHOUT_BIRTH_PLACE = `${TYPES}.PersonWithoutBirthPlace`;
export const MASKABLE_LOCATION = `${TYPES}.MaskableLocationRef`;

/** The field that VM-6 takes out of a person. */
export const BIRTH_PLACE = 'birthPlace';

/** Named types that recipient schemas need beside the common ones, derived from them so that they can't drift. */
export function recipientTypes(types: NamedTypes): NamedTypes {
  const person = recordIn(types, PERSON);
  const location = recordIn(types, LOCATION_TYPE);
  const derived: readonly NamedSchema[] = [
    {
      ...person,
      name: 'PersonWithoutBirthPlace',
      fields: person.fields.filter((field) => field.name !== BIRTH_PLACE).map(ownEnum('PersonWithoutBirthPlace')),
    },
    {
      ...location,
      name: 'MaskableLocationRef',
      fields: location.fields
        .map(ownEnum('MaskableLocationRef'))
        .map((field) =>
          field.name === 'kind' ? { ...field, type: withSymbol(field.type as EnumSchema, 'ELDERS') } : field,
        ),
    },
  ];
  return new Map([...types, ...derived.map((type): [string, NamedSchema] => [`${TYPES}.${type.name}`, type])]);
}

/** New symbols come last, so that the index of every other symbol stays what the writer wrote. */
export function withSymbol(schema: EnumSchema, symbol: string): EnumSchema {
  return schema.symbols.includes(symbol) ? schema : { ...schema, symbols: [...schema.symbols, symbol] };
}

/** An enum inside a derived record needs a name of its own: one name never stands for two definitions. */
function ownEnum(owner: string): (field: FieldSchema) => FieldSchema {
  return (field) => {
    const rename = (one: unknown): unknown => {
      if (Array.isArray(one)) return one.map(rename);
      const named = one as EnumSchema;
      if (typeof one !== 'object' || one === null || named.type !== 'enum') return one;
      return { ...named, name: `${owner}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}` };
    };
    return { ...field, type: rename(field.type) as FieldSchema['type'] };
  };
}

function recordIn(types: NamedTypes, name: string): RecordSchema {
  const type = types.get(name);
  if (type?.type !== 'record') throw new Error(`Deriving recipient schemas: there is no record ${name}.`);
  return type;
}
