import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const dtvAdapter: AdapterDefinition = {
  id: 'dtv-adapter',
  endpoints: [{ endpoint: 'DTV', format: canonicalJson, native: 'kafka' }],
};
