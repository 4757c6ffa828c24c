import type { Endpoint } from '#lib/domain';
import type { BatchDefinition } from '../batch/batch-definition.js';
import type { AgencyFormat } from './agency-format.js';

export interface EndpointDefinition {
  readonly endpoint: Endpoint;
  readonly format: AgencyFormat;
  /** As in the manifest: the agency has topics of its own beside the door. */
  readonly native?: 'kafka';
  /** Lists of messages that it may upload as a file beside sending them one by one. */
  readonly batches?: readonly BatchDefinition[];
}

/** All that an adapter's own code says; pipeline, security, receipts, retries, health and docs come from the kit. */
export interface AdapterDefinition {
  /** Folder name and manifest id. */
  readonly id: string;
  readonly endpoints: readonly EndpointDefinition[];
}
