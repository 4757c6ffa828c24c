import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const nidosAdapter: AdapterDefinition = {
  id: 'nidos-adapter',
  endpoints: [{ endpoint: 'NID', format: canonicalJson }],
};
