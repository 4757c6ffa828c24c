import { readDialect, translatedJson, type AdapterDefinition } from '#lib/adapter-kit';

export const municipalitiesAdapter: AdapterDefinition = {
  id: 'municipalities-adapter',
  endpoints: [{ endpoint: 'GEM', format: translatedJson(readDialect('municipalities-adapter')) }],
};
