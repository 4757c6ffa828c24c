import { xmlFormat, type AdapterDefinition } from '#lib/adapter-kit';

/** One language for both: DVO’s orders come from DJI’s own systems. */
const djiXml = xmlFormat('dji-xml', 'dji-adapter');

export const djiAdapter: AdapterDefinition = {
  id: 'dji-adapter',
  endpoints: [
    { endpoint: 'DJI', format: djiXml },
    { endpoint: 'DVO', format: djiXml },
  ],
};
