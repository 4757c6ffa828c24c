import type { AgencyFormat, MessageMapper } from './agency-format.js';

const identity: MessageMapper = {
  fromAgency: (data) => ({ ok: true, value: data }),
  toAgency: (content) => content,
};

/** The hub's own JSON (`schemas/json/canonical`), for agencies that have no language of their own yet. Every message, nothing translated. */
export const canonicalJson: AgencyFormat = {
  name: 'canonical-json',
  mapperFor: () => identity,
  codeLists: {},
};
