import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const coaAdapter: AdapterDefinition = {
  id: 'coa-adapter',
  endpoints: [{ endpoint: 'COA', format: canonicalJson }],
};
