import asyncApiSpecs from '@asyncapi/specs';
import { compileErrors, validate } from '@readme/openapi-parser';
import { Ajv, type ValidateFunction } from 'ajv';
import avsc from 'avsc';
import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';
import { publishedDocuments, type Json } from '../published-documents.js';

let asyncApiForm: ValidateFunction | null = null;

/** Public validators have the last word on the form of the documents. */
export const VALIDITY_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'openapi-valid',
    title: 'publishes an OpenAPI document that the public validator finds valid',
    needs: ['door'],
    hint: 'The finding is the validator’s own text.',
    run: async ({ agency }) => {
      const { openApi } = await publishedDocuments(agency);
      const checked = await validate(structuredClone(openApi) as never);
      return checked.valid ? [] : [compileErrors(checked)];
    },
  },
  {
    id: 'asyncapi-valid',
    title: 'publishes an AsyncAPI document of the published form, with Avro schemas that can be read',
    needs: ['door'],
    hint: 'The finding names the place; the form is the JSON Schema of AsyncAPI 3.0.0.',
    run: async ({ agency }) => {
      const found = new Findings();
      const { asyncApi } = await publishedDocuments(agency);
      // The published schema brings draft 7 along, which Ajv would add a second time.
      asyncApiForm ??= new Ajv({ strict: false, meta: false, validateSchema: false, validateFormats: false }).compile(
        asyncApiSpecs.schemas['3.0.0'] as Json,
      );
      if (!asyncApiForm(asyncApi)) {
        for (const { instancePath, message } of asyncApiForm.errors ?? [])
          found.holds(false, `${instancePath}: ${message ?? ''}`);
      }
      for (const [name, { payload }] of Object.entries(asyncApi.components.messages)) {
        if (payload.schemaFormat === undefined || !payload.schemaFormat.includes('avro')) continue;
        try {
          avsc.Type.forSchema(payload.schema as never);
        } catch {
          found.holds(false, `${name}: its Avro schema can't be read`);
        }
      }
      return found.all();
    },
  },
];
