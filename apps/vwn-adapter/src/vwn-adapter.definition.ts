import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';

export const vwnAdapter: AdapterDefinition = {
  id: 'vwn-adapter',
  endpoints: [{ endpoint: 'VWN', format: canonicalJson }],
};
