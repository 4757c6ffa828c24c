import { ENDPOINTS } from '#lib/domain';
import { describe, expect, it } from '@jest/globals';
import avsc from 'avsc';
import { loadContracts, type FieldAccess } from '#lib/contracts';

const ACCESS: FieldAccess = (code, endpoint, field) => {
  if (code === 'M01') return 'never';
  if (field === 'vNumber') return endpoint === 'EMB' ? 'never' : 'always';
  if (field === 'narrative') return endpoint === 'NID' ? 'gated' : 'never';
  return field === 'person' ? 'always' : 'gated';
};
const contracts = loadContracts({ root: process.cwd(), access: ACCESS });

describe('a recipient schema', () => {
  it('has no place for a field that no fact opens', () => {
    expect(contracts.recipientSchema('M06', 'COA')?.text).not.toContain('narrative');
    expect(contracts.recipientSchema('M06', 'NID')?.fields).toContain('narrative');
    expect(contracts.recipientSchema('M06', 'EMB')?.text).not.toContain('vNumber');
    expect(contracts.recipientSchema('M01', 'DTV')).toBeNull();
  });

  it('lets every field but V-number and person be null, with null as default', () => {
    for (const { code } of contracts.catalogue.messages) {
      for (const field of contracts.recipientSchema(code, 'DTV')?.avro.fields ?? []) {
        const nullable = Array.isArray(field.type) && field.type[0] === 'null' && field.default === null;
        expect([field.name, nullable]).toEqual([field.name, field.name !== 'vNumber' && field.name !== 'person']);
      }
    }
  });

  it('knows a birth place in identity messages only', () => {
    expect(contracts.recipientSchema('M22', 'BUZA')?.text).toContain('birthPlace');
    expect(contracts.recipientSchema('M06', 'IND')?.text).not.toContain('"name":"birthPlace"');
  });

  it('stands on its own: any Avro library reads it without other schemas', () => {
    for (const { code } of contracts.catalogue.messages) {
      for (const endpoint of ENDPOINTS) {
        const schema = contracts.recipientSchema(code, endpoint);
        if (schema !== null) expect(() => avsc.Type.forSchema(JSON.parse(schema.text) as avsc.Schema)).not.toThrow();
      }
    }
  });

  it('is registered under endpoint and message, with the id that deliveries carry', () => {
    const schema = contracts.recipientSchema('M06', 'COA');
    expect(contracts.registry.version('coa.departure-interview-report', 'latest')).toMatchObject({
      id: schema?.schemaId,
      version: 1,
      schema: schema?.text,
    });
  });

  it('changes compatibly when a rule opens or closes a field', () => {
    const wider = contracts.withAccess((code, endpoint, field) =>
      field === 'person'
        ? 'always'
        : ACCESS(code, endpoint, field) === 'never' && field !== 'vNumber'
          ? 'gated'
          : ACCESS(code, endpoint, field),
    );
    const text = wider.recipientSchema('M06', 'COA')?.text ?? '';
    expect(text).toContain('narrative');
    expect(contracts.registry.compatibility('coa.departure-interview-report', text)).toEqual({
      compatible: true,
      messages: [],
    });
  });
});
