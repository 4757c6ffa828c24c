import {
  aclsOf,
  brokerUserOf,
  createBrokerCredentials,
  openBrokerAdministration,
  type AdapterOnBroker,
  type HubConfig,
} from '#lib/platform';
import { grantBrokerAccess } from './grant-broker-access.js';

export type HubAccess =
  | { readonly kind: 'granted'; readonly principals: number; readonly added: number; readonly removed: number }
  /** The broker lets anybody do anything (KAFKA_SECURITY=PLAINTEXT). */
  | { readonly kind: 'open' }
  /** Others keep its users and lines: no KAFKA_ADMIN_FILE. */
  | { readonly kind: 'kept-by-others' };

type Hub = Pick<HubConfig, 'kafkaBrokers' | 'kafka' | 'prefix'>;

/**
 * Makes the credentials of every principal of the hub and the broker's access list, from the manifests and the names of topics and groups.
 * Users are made where they log in by SCRAM-SHA-512; in all other ways they must be there, named `<prefix>.<principal>`.
 */
export async function grantHubAccess(hub: Hub, adapters: readonly AdapterOnBroker[]): Promise<HubAccess> {
  const { kafka, prefix } = hub;
  if (kafka.protocol === 'PLAINTEXT') return { kind: 'open' };
  if (kafka.adminFile === null) return { kind: 'kept-by-others' };
  const acls = aclsOf(prefix, adapters);
  const principals = [...new Set(acls.map(({ principal }) => principal))];
  const ownUsers = kafka.protocol !== 'SSL' && kafka.mechanism === 'SCRAM-SHA-512';
  const users = ownUsers
    ? createBrokerCredentials(kafka.credentialsFolder, principals, (principal) => brokerUserOf(prefix, principal))
    : null;
  const { added, removed } = await grantBrokerAccess({ admin: openBrokerAdministration(hub), prefix, acls, users });
  return { kind: 'granted', principals: principals.length, added, removed };
}
