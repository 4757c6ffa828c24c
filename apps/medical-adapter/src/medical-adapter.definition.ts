import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const medicalAdapter: AdapterDefinition = {
  id: 'medical-adapter',
  endpoints: [{ endpoint: 'MED', format: canonicalJson }],
};
