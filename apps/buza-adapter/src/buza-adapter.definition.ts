import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const buzaAdapter: AdapterDefinition = {
  id: 'buza-adapter',
  endpoints: [{ endpoint: 'BUZA', format: canonicalJson }],
};
