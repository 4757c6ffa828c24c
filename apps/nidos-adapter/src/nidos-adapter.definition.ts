import { readDialect, translatedJson, type AdapterDefinition } from '#lib/adapter-kit';

export const nidosAdapter: AdapterDefinition = {
  id: 'nidos-adapter',
  endpoints: [{ endpoint: 'NID', format: translatedJson(readDialect('nidos-adapter')) }],
};
