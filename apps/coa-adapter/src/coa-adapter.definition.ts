import { readDialect, translatedJson, type AdapterDefinition } from '#lib/adapter-kit';

export const coaAdapter: AdapterDefinition = {
  id: 'coa-adapter',
  endpoints: [{ endpoint: 'COA', format: translatedJson(readDialect('coa-adapter')) }],
};
