import type { Endpoint } from '#lib/domain';
import type { AgencyFormat } from './agency-format.js';

export interface EndpointDefinition {
  readonly endpoint: Endpoint;
  readonly format: AgencyFormat;
}

/** All that an adapter's own code says; pipeline, security, receipts, retries, health and docs come from the kit. */
export interface AdapterDefinition {
  /** Folder name and manifest id. */
  readonly id: string;
  readonly endpoints: readonly EndpointDefinition[];
}
