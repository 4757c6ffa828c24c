import { ENDPOINTS, type Endpoint } from '#lib/domain';

/** Consumer groups of one hub. */
export interface GroupNames {
  readonly router: string;
  /** The router's side of operators' orders. */
  readonly operations: string;
  /** Outbound side of the endpoint's adapter. */
  delivery(endpoint: Endpoint): string;
  /** Inbound side of the endpoint's adapter, where the agency writes to its own topic. */
  native(endpoint: Endpoint): string;
  /** Projectors of decisions, receipts and quarantine into PostgreSQL. */
  readonly ledger: string;
  readonly receipts: string;
  readonly quarantine: string;
  all(): readonly string[];
}

export function groupNames(prefix: string): GroupNames {
  const delivery = (endpoint: Endpoint): string => `${prefix}.delivery.${endpoint.toLowerCase()}`;
  const native = (endpoint: Endpoint): string => `${prefix}.native.${endpoint.toLowerCase()}`;
  const single = {
    router: `${prefix}.router`,
    operations: `${prefix}.operations`,
    ledger: `${prefix}.ledger`,
    receipts: `${prefix}.receipts`,
    quarantine: `${prefix}.quarantine`,
  };
  return {
    ...single,
    delivery,
    native,
    all: () => [...Object.values(single), ...ENDPOINTS.map(delivery), ...ENDPOINTS.map(native)],
  };
}
