import { isNullable, type AvroSchema, type RecordSchema } from './avro-schema.js';

/** Names that would touch an object's prototype once decoded. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const MAX_DEPTH = 16;

/**
 * Refuses what a hostile record could turn against the decoder: maps, unions other than nullable ones, records without fields
 * (zero bytes each: five bytes could claim millions of them), prototype names, deep nesting, null branches that don't come first.
 */
export function lintSchema(schema: RecordSchema): readonly string[] {
  const faults: string[] = [];
  look(schema, '', 0);
  return faults;

  function look(one: AvroSchema, at: string, depth: number): void {
    if (depth > MAX_DEPTH) return void faults.push(`${at}: nested deeper than ${MAX_DEPTH}`);
    if (isNullable(one)) {
      if (one.length !== 2 || one[0] !== 'null') faults.push(`${at}: a union must be ["null", X]`);
      return look(one[1], at, depth + 1);
    }
    if (typeof one === 'string') {
      if (one === 'null') faults.push(`${at}: null on its own takes no bytes`);
      return;
    }
    switch (one.type) {
      case 'array':
        return look(one.items, `${at}/items`, depth + 1);
      case 'enum':
        if (one.symbols.length === 0) faults.push(`${at}: an enum needs symbols`);
        return;
      case 'record':
        if (one.fields.length === 0) faults.push(`${at}: a record without fields takes no bytes`);
        for (const field of one.fields) {
          if (FORBIDDEN.has(field.name)) faults.push(`${at}/${field.name}: forbidden name`);
          if (isNullable(field.type) && field.default !== null)
            faults.push(`${at}/${field.name}: default must be null`);
          look(field.type, `${at}/${field.name}`, depth + 1);
        }
        return;
      case 'int':
      case 'long':
        return;
      default:
        faults.push(`${at}: type is not used here`);
    }
  }
}
