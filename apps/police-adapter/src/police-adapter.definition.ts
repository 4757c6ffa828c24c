import { xmlFormat, type AdapterDefinition } from '#lib/adapter-kit';

export const policeAdapter: AdapterDefinition = {
  id: 'police-adapter',
  endpoints: [{ endpoint: 'POL', format: xmlFormat('politie-xml', 'police-adapter') }],
};
