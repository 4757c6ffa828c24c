import type { ContractCode, Contracts } from '#lib/contracts';
import type { Content, Party } from '#lib/domain';

/** A valid submission of this message by this party, as the party's own system would send it in the hub's own JSON. */
export function sampleEvent(
  contracts: Contracts,
  code: ContractCode,
  sender: Party,
  random: () => number,
  overrides: Content = {},
  at?: string,
): Record<string, unknown> {
  const contract = contracts.message(code);
  const envelope = contracts.sampleEnvelope(code, at);
  return {
    specversion: '1.0',
    id: `event-${Math.floor(random() * 1e9)}-${Math.floor(random() * 1e9)}`,
    source: contracts.partners.sourceOf(sender),
    type: contract?.type,
    time: envelope.time,
    datacontenttype: 'application/json',
    ...(envelope.purpose === null ? {} : { purpose: envelope.purpose }),
    ...(envelope.legalBasis.length === 0 ? {} : { legalbasis: envelope.legalBasis.join(',') }),
    data: contracts.sample(code, random, overrides, at === undefined ? {} : { at }),
  };
}
