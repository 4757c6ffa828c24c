import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const municipalitiesAdapter: AdapterDefinition = {
  id: 'municipalities-adapter',
  endpoints: [{ endpoint: 'GEM', format: canonicalJson }],
};
