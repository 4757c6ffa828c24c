import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const indAdapter: AdapterDefinition = {
  id: 'ind-adapter',
  endpoints: [
    { endpoint: 'IND', format: canonicalJson },
    { endpoint: 'BMA', format: canonicalJson },
  ],
};
