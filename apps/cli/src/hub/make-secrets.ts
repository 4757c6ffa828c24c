import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { secretNames } from '#lib/adapter-kit';
import { partnerScopes, type Contracts } from '#lib/contracts';
import { createSecrets, systemClock, type HubConfig } from '#lib/platform';
import { DEVELOPMENT_HUB_OIN, ensureDevelopmentOperators, ensureDevelopmentPki, registerClients } from '#lib/trust';

/**
 * Keys of the hub, certificates of its servers and of each agency, and the agencies as clients of the identity server: made at the first start,
 * kept, renewed when they end soon. Answers with the names of the certificates it made.
 */
export async function makeSecrets(
  { secretsFolder, host }: HubConfig,
  { partners, catalogue }: Contracts,
): Promise<readonly string[]> {
  createSecrets(secretsFolder, secretNames(partners));
  ensureDevelopmentOperators(secretsFolder);
  // Bearer tokens of earlier releases open no door any more.
  rmSync(join(secretsFolder, 'agency-tokens.json'), { force: true });
  const everywhere = host === '0.0.0.0' || host === '::';
  const made = await ensureDevelopmentPki({
    secretsFolder,
    hubOin: DEVELOPMENT_HUB_OIN,
    partners: partners.all,
    hosts: [...new Set(['localhost', '127.0.0.1', '::1', ...(everywhere ? [] : [host])])],
    now: new Date(systemClock.now()),
  });
  registerClients(
    secretsFolder,
    partners.all.map((partner) => ({
      id: partner.id,
      oin: partner.oin,
      name: partner.name,
      adapters: [partner.adapter],
      scopes: partnerScopes(catalogue, partner),
    })),
  );
  return made;
}
