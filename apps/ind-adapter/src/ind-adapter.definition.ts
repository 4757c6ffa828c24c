import { canonicalJson, type AdapterDefinition } from '#lib/adapter-kit';
import { removabilityList } from './removability.batch.js';

export const indAdapter: AdapterDefinition = {
  id: 'ind-adapter',
  endpoints: [
    { endpoint: 'IND', format: canonicalJson, batches: [removabilityList] },
    { endpoint: 'BMA', format: canonicalJson },
  ],
};
