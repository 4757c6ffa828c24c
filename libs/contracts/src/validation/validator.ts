import type { ValidateFunction, Ajv2020 } from 'ajv/dist/2020.js';
import type { Content } from '#lib/domain';
import { compileConversion, type Conversion } from '../avro/convert.js';
import type { MessageContract } from '../message/message-contract.js';
import type { SensitiveWords } from '../reference/sensitive-words.js';
import type { Settings } from '../reference/settings.js';
import { compileJsonSchema, createAjv } from './compile-json-schema.js';
import { MAX_ERRORS, type Validated } from './contract-error.js';
import { contentErrors } from './content-rules.js';
import { describeError } from './describe-error.js';
import type { EdgeEnvelope } from './edge-envelope.js';
import { envelopeErrors } from './envelope-rules.js';
import type { JsonSchema } from './json-schema.js';
import { prepareJson } from './prepare-json.js';
import { sensitiveWordsRule } from './sensitive-words-rule.js';

/** Checks bodies at the edge: JSON Schema and VAL-01, 02, 03, 05, 07, 08, 10, 11, 13, 17 and 18 (decisions 12). */
export interface Validator {
  validate(contract: MessageContract, json: unknown, envelope: EdgeEnvelope): Validated;
}

interface Compiled {
  readonly check: ValidateFunction;
  /** Part of the schema → name of its definition, for errors. */
  readonly definitions: ReadonlyMap<unknown, string>;
  readonly conversion: Conversion;
}

export function createValidator(settings: Settings, words: SensitiveWords): Validator {
  const sensitive = sensitiveWordsRule(words);
  let ajv: Ajv2020 | null = null;
  const compiled = new Map<string, Compiled>();
  return {
    validate(contract, json, envelope) {
      if (contract.jsonSchema === null) throw new Error(`Validating: ${contract.code} has no door.`);
      const prepared = prepareJson(json);
      if (!prepared.ok) return { ok: false, errors: [prepared.error] };
      let one = compiled.get(contract.code);
      if (one === undefined) {
        one = compile((ajv ??= createAjv()), contract, contract.jsonSchema);
        compiled.set(contract.code, one);
      }
      const fits = one.check(prepared.json);
      const { definitions } = one;
      const errors = [
        ...envelopeErrors(contract, envelope),
        ...(fits ? [] : (one.check.errors ?? []).map((error) => describeError(error, contract.code, definitions))),
        ...contentErrors(contract.code, prepared.json, envelope, settings),
      ];
      const warnings = sensitive.find(contract, prepared.json);
      if (settings.refuseSensitiveWords) errors.push(...warnings);
      if (errors.length > 0) return { ok: false, errors: errors.slice(0, MAX_ERRORS) };
      // Through the form of the log and back: what is returned is exactly what `decode` will give.
      const content = one.conversion.fromAvro(one.conversion.toAvro(prepared.json)) as Content;
      return { ok: true, content, warnings };
    },
  };
}

function compile(ajv: Ajv2020, contract: MessageContract, schema: JsonSchema): Compiled {
  const definitions = new Map<unknown, string>(Object.entries(schema.$defs ?? {}).map(([name, part]) => [part, name]));
  return { check: compileJsonSchema(ajv, schema), definitions, conversion: compileConversion(contract.avro) };
}
