import { adaptersToHost } from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import { grantHubAccess } from '#lib/messaging';
import { projectRoot, type HubConfig } from '#lib/platform';

/** Users and access lists of the broker, made or mended, as far as they are this hub's to make. */
export async function prepareAccess(
  config: HubConfig,
  contracts: Contracts,
  onProgress: (line: string) => void,
): Promise<void> {
  const adapters = adaptersToHost(contracts, projectRoot());
  const access = await grantHubAccess(config, adapters);
  switch (access.kind) {
    case 'granted':
      return onProgress(
        `  ${access.principals} principals; access list: ${access.added} added, ${access.removed} removed`,
      );
    case 'open':
      return onProgress('  this broker lets anybody do anything (KAFKA_SECURITY=PLAINTEXT)');
    case 'kept-by-others':
      return onProgress('  kept by others (no KAFKA_ADMIN_FILE): `schakel access` prints what they have to hold');
    default:
      return access satisfies never;
  }
}
