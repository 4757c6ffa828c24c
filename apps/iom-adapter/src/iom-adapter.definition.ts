import { readDialect, translatedJson, type AdapterDefinition } from '#lib/adapter-kit';

export const iomAdapter: AdapterDefinition = {
  id: 'iom-adapter',
  endpoints: [{ endpoint: 'IOM', format: translatedJson(readDialect('iom-adapter')) }],
};
