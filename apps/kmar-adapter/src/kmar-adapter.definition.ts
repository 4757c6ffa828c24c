import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const kmarAdapter: AdapterDefinition = {
  id: 'kmar-adapter',
  endpoints: [{ endpoint: 'KMAR', format: canonicalJson }],
};
