import { loadConfig, openBrokerAdministration, type BrokerAccess, type HubConfig } from '#lib/platform';

/** The settings of the servers that `npm test` started, or that the environment names. */
export function testSettings(changes: Readonly<Record<string, string>> = {}): HubConfig {
  if ((process.env['KAFKA_BROKERS'] ?? '') === '') throw new Error('Set KAFKA_BROKERS, or run `npm test`.');
  const loaded = loadConfig({ DATABASE_URL: 'postgres://none', ...process.env, ...changes });
  if (!loaded.ok) throw new Error(`Reading the settings of the tests: ${JSON.stringify(loaded.errors)}`);
  return loaded.config;
}

/** The broker of the tests as its administrator, who may do anything. What is tested runs as its own principal: `TestPrincipals`. */
export function testBroker(): BrokerAccess {
  return openBrokerAdministration(testSettings());
}
