import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const missionsAdapter: AdapterDefinition = {
  id: 'missions-adapter',
  endpoints: [{ endpoint: 'EMB', format: canonicalJson }],
};
