/** Avro schemas as JSON, after every named type was put in place of its reference at first use. */
export type AvroSchema = TypeName | LogicalSchema | EnumSchema | ArraySchema | RecordSchema | NullableSchema;

/** `null`, `boolean`, `int`, `long`, `string`, or the full name of a named type. */
export type TypeName = string;

export interface LogicalSchema {
  readonly type: 'int' | 'long';
  readonly logicalType: 'date' | 'timestamp-millis';
}

export interface EnumSchema {
  readonly type: 'enum';
  readonly name: string;
  readonly namespace?: string;
  readonly symbols: readonly string[];
}

export interface ArraySchema {
  readonly type: 'array';
  readonly items: AvroSchema;
}

/** The only union that is used: a value or nothing, nothing first. */
export type NullableSchema = readonly ['null', AvroSchema];

export interface FieldSchema {
  readonly name: string;
  readonly type: AvroSchema;
  readonly doc?: string;
  readonly default?: null;
  readonly class?: string;
  readonly flags?: readonly string[];
}

export interface RecordSchema {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly code?: string;
  readonly fields: readonly FieldSchema[];
}

export function isNullable(schema: AvroSchema): schema is NullableSchema {
  return Array.isArray(schema);
}

/** The schema without its null branch. */
export function valueSchema(schema: AvroSchema): Exclude<AvroSchema, NullableSchema> {
  return isNullable(schema) ? (schema[1] as Exclude<AvroSchema, NullableSchema>) : schema;
}
