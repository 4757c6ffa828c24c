import { join } from 'node:path';
import {
  BROKER_PROTOCOLS,
  SASL_MECHANISMS,
  type BrokerProtocol,
  type BrokerSettings,
  type SaslMechanism,
} from '../broker/broker-settings.js';
import type { Read } from './read-variable.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Only there can nobody listen on the way. */
const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}):\d+$/;

/** A broker elsewhere must be told how it is spoken to: plain text without a word is taken for this machine alone. */
export function brokerSettings(
  env: Environment,
  read: Read,
  brokers: readonly string[],
  secretsFolder: string,
): BrokerSettings {
  const here = brokers.every((broker) => broker === '' || THIS_MACHINE.test(broker));
  const protocol = read(
    'KAFKA_SECURITY',
    here ? 'PLAINTEXT' : null,
    oneOf(BROKER_PROTOCOLS),
    `Say how the brokers are spoken to: ${BROKER_PROTOCOLS.join(', ')}. PLAINTEXT has no log-in and no encryption.`,
  ) as BrokerProtocol;
  // A password as it stands travels under encryption only.
  const mechanisms = protocol === 'SASL_SSL' ? SASL_MECHANISMS : SASL_MECHANISMS.filter((one) => one !== 'PLAIN');
  const mechanism = read(
    'KAFKA_SASL_MECHANISM',
    'SCRAM-SHA-512',
    oneOf(mechanisms),
    `Use ${SASL_MECHANISMS.join(', ')}; PLAIN only with KAFKA_SECURITY=SASL_SSL.`,
  ) as SaslMechanism;
  return {
    protocol,
    mechanism,
    caFile: env['KAFKA_CA_FILE']?.trim() || null,
    credentialsFolder: env['KAFKA_CREDENTIALS']?.trim() || join(secretsFolder, 'kafka'),
    adminFile: env['KAFKA_ADMIN_FILE']?.trim() || null,
  };
}

function oneOf(names: readonly string[]): RegExp {
  return new RegExp(`^(${names.join('|')})$`);
}
