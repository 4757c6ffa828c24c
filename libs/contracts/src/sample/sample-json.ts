import type { JsonSchema } from '../validation/json-schema.js';
import type { Dice } from './dice.js';
import { SAMPLE_SCALARS, type Moment } from './sample-scalar.js';

export interface SampleContext {
  readonly dice: Dice;
  readonly moment: Moment;
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** Chance that an optional field is there. */
  readonly density: number;
}

/** One value that fits the schema. Knows the definitions of the generator; throws on one that it has no invention for. */
export function sampleJson(schema: JsonSchema, context: SampleContext): unknown {
  const { dice } = context;
  if (schema.$ref !== undefined) return sampleDefinition(schema.$ref.slice('#/$defs/'.length), context);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return dice.pick(schema.enum);
  switch (schema.type) {
    case 'boolean':
      return dice.chance(0.5);
    case 'integer':
      return dice.between(schema.minimum ?? 0, schema.maximum ?? 1000);
    case 'array': {
      const length = dice.between(context.density === 1 ? 1 : 0, Math.min(3, schema.maxItems ?? 3));
      return Array.from({ length }, () => sampleJson(schema.items ?? {}, context));
    }
    case 'object':
      return sampleObject(schema, context);
    default:
      throw new Error('Making a sample: the schema has a form that is not used here.');
  }
}

export function sampleObject(schema: JsonSchema, context: SampleContext): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  const into: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const there = required.has(name) || context.dice.chance(context.density);
    if (there) into[name] = sampleJson(property, context);
  }
  return into;
}

function sampleDefinition(name: string, context: SampleContext): unknown {
  const make = SAMPLE_SCALARS[name];
  if (make !== undefined) return make(context.dice, context.moment);
  const definition = context.definitions[name];
  if (definition === undefined) throw new Error(`Making a sample: there is no definition ${name}.`);
  return sampleJson(definition, context);
}
