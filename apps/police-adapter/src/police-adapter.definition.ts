import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const policeAdapter: AdapterDefinition = {
  id: 'police-adapter',
  endpoints: [{ endpoint: 'POL', format: canonicalJson }],
};
