import type { Contracts } from '#lib/contracts';
import { CONTROL_CODES, PREDICATE_RULES, type ControlCode, type Endpoint, type MessageCode } from '#lib/domain';

export interface Rights {
  readonly sends: readonly MessageCode[];
  readonly receives: readonly MessageCode[];
  readonly controls: readonly ControlCode[];
}

/** What the catalogue and the rules let an endpoint send and receive; manifests say the same, in catalogue order. */
export function rightsOf(contracts: Contracts, endpoint: Endpoint): Rights {
  const { messages } = contracts.catalogue;
  return {
    sends: messages.filter(({ senders }) => senders.includes(endpoint)).map(({ code }) => code),
    receives: messages.filter(({ code }) => contracts.recipientSchema(code, endpoint) !== null).map(({ code }) => code),
    controls: CONTROL_CODES.filter((code) =>
      Object.values(PREDICATE_RULES).some(({ statedBy, owners }) => statedBy === code && owners.includes(endpoint)),
    ),
  };
}
