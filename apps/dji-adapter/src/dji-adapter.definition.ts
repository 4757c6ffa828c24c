import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const djiAdapter: AdapterDefinition = {
  id: 'dji-adapter',
  endpoints: [
    { endpoint: 'DJI', format: canonicalJson },
    { endpoint: 'DVO', format: canonicalJson },
  ],
};
