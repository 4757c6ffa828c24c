import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { HubConfig } from '../config/hub-config.js';
import type { BrokerAccess, BrokerLogin, BrokerTls } from './broker-access.js';
import type { BrokerSettings } from './broker-settings.js';

type Broker = Pick<HubConfig, 'kafkaBrokers' | 'kafka'>;

/**
 * The broker as one principal sees it: `<credentials folder>/<principal>.json` with `{ "username", "password" }`, or with
 * `{ "certificate", "key" }` naming PEM files where the client certificate says who it is.
 * @throws naming the file and what to do, when it is missing or unusable; never with what is in it
 */
export function openBrokerAccess({ kafkaBrokers, kafka }: Broker, principal: string): BrokerAccess {
  return brokerAccessOf(kafkaBrokers, kafka, join(kafka.credentialsFolder, `${principal}.json`));
}

/** The broker as its administrator sees it. @throws when KAFKA_ADMIN_FILE is not set though this broker asks who one is */
export function openBrokerAdministration({ kafkaBrokers, kafka }: Broker): BrokerAccess {
  if (kafka.adminFile !== null) return brokerAccessOf(kafkaBrokers, kafka, kafka.adminFile);
  if (kafka.protocol === 'PLAINTEXT') return brokerAccessOf(kafkaBrokers, kafka, '');
  throw new Error('Opening the broker as its administrator: set KAFKA_ADMIN_FILE to the file with its credentials.');
}

function brokerAccessOf(brokers: readonly string[], settings: BrokerSettings, file: string): BrokerAccess {
  const { protocol, caFile } = settings;
  const encrypted = protocol === 'SSL' || protocol === 'SASL_SSL';
  const ca: BrokerTls = caFile === null ? {} : { ca: pem(caFile, 'KAFKA_CA_FILE') };
  switch (protocol) {
    case 'PLAINTEXT':
      return { brokers, tls: null, login: null };
    case 'SSL':
      return { brokers, tls: { ...ca, ...clientCertificate(settings, file) }, login: null };
    case 'SASL_PLAINTEXT':
    case 'SASL_SSL':
      return { brokers, tls: encrypted ? ca : null, login: loginOf(settings, file) };
    default:
      return protocol satisfies never;
  }
}

function loginOf({ mechanism }: BrokerSettings, file: string): BrokerLogin {
  const { username, password } = credentials(file);
  if (typeof username !== 'string' || username === '' || typeof password !== 'string' || password === '') {
    throw unusable(file, 'a username and a password');
  }
  return { mechanism: mechanism.toLowerCase() as BrokerLogin['mechanism'], username, password };
}

function clientCertificate({ credentialsFolder }: BrokerSettings, file: string): BrokerTls {
  const { certificate, key } = credentials(file);
  if (typeof certificate !== 'string' || typeof key !== 'string') throw unusable(file, 'a certificate and a key');
  const at = (path: string): string => (isAbsolute(path) ? path : join(credentialsFolder, path));
  return { certificate: pem(at(certificate), file), key: pem(at(key), file) };
}

function credentials(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(
      `Reading ${file}: it can't be read. \`npm start\` makes it for its own broker; on a broker of others it holds what their administrators gave out (docs/how-to/use-a-kafka-of-your-own.md).`,
      { cause },
    );
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Without its cause: the parser quotes what it read.
    throw unusable(file, 'JSON');
  }
}

function unusable(file: string, expected: string): Error {
  return new Error(`Reading ${file}: its content is not usable, expected ${expected}.`);
}

function pem(file: string, namedBy: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`Reading the PEM file that ${namedBy} names: it can't be read.`, { cause });
  }
}
