import { isAbsolute, join } from 'node:path';
import { projectRoot } from '../project-root.js';
import { LOG_LEVELS, type LogLevel } from '../logging/logger.js';
import { type ConfigError, type HubConfig } from './hub-config.js';
import { brokerSettings } from './broker-settings.reader.js';
import { type Read } from './read-variable.js';

export type LoadedConfig =
  { readonly ok: true; readonly config: HubConfig } | { readonly ok: false; readonly errors: readonly ConfigError[] };

const ADDRESS = /^[A-Za-z0-9.:-]+$/;

type Environment = Readonly<Record<string, string | undefined>>;

/** A pure function of the environment. Reports every missing or wrong variable at once, and never repeats a value: it may hold a password. */
export function loadConfig(env: Environment, root: string = projectRoot()): LoadedConfig {
  const errors: ConfigError[] = [];
  const read = reader(env, errors);
  const state = read('SCHAKEL_STATE', '.schakel', /\S/, 'Give a folder for keys and state.');
  const stateFolder = isAbsolute(state) ? state : join(root, state);
  const secretsFolder = join(stateFolder, 'secrets');
  const kafkaBrokers = read(
    'KAFKA_BROKERS',
    null,
    /^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/,
    'Set it to host:port (several with commas), or start everything with `npm start`, which brings a broker of its own.',
  ).split(',');
  const config: HubConfig = {
    kafkaBrokers,
    kafka: brokerSettings(env, read, kafkaBrokers, secretsFolder),
    databaseUrl: read(
      'DATABASE_URL',
      null,
      /^postgres(ql)?:\/\/\S+$/,
      'Set it to postgres://user:password@host:port/database, or start everything with `npm start`, which brings a server of its own.',
    ),
    databasePoolSize: integer(read, 'SCHAKEL_DATABASE_POOL', '10', errors, 1, 200),
    prefix: read(
      'SCHAKEL_PREFIX',
      'schakel',
      /^(?!pg-|public$|information-schema$)[a-z][a-z0-9-]{0,39}$/,
      'Use 1 to 40 of a-z, 0-9 and -, beginning with a letter, no name of PostgreSQL (public, pg-).',
    ),
    stateFolder,
    secretsFolder,
    clock: read('SCHAKEL_CLOCK', 'system', /^(system|story)$/, 'Use `system`, or `story` for a development hub.') as
      'system' | 'story',
    logLevel: read(
      'SCHAKEL_LOG_LEVEL',
      'info',
      new RegExp(`^(${LOG_LEVELS.join('|')})$`),
      `Use one of ${LOG_LEVELS.join(', ')}.`,
    ) as LogLevel,
    host: read('SCHAKEL_HOST', '127.0.0.1', ADDRESS, 'Give the address to listen on, e.g. 127.0.0.1.'),
    operatorsHost: read(
      'SCHAKEL_OPERATORS_HOST',
      '127.0.0.1',
      ADDRESS,
      'Give an address that agencies can’t reach, e.g. 127.0.0.1.',
    ),
    ports: {
      console: integer(read, 'SCHAKEL_PORT_CONSOLE', '7000', errors, 0, 65535),
      router: integer(read, 'SCHAKEL_PORT_ROUTER', '7010', errors, 0, 65535),
      ledger: integer(read, 'SCHAKEL_PORT_LEDGER', '7015', errors, 0, 65535),
      adapters: integer(read, 'SCHAKEL_PORT_ADAPTERS', '7050', errors, 0, 65535),
      registry: integer(read, 'SCHAKEL_PORT_REGISTRY', '7030', errors, 0, 65535),
      simulator: integer(read, 'SCHAKEL_PORT_SIMULATOR', '7040', errors, 0, 65535),
      identity: integer(read, 'SCHAKEL_PORT_IDENTITY', '7020', errors, 0, 65535),
    },
    doors: {
      // A peak of a whole national day in some minutes; far above what an agency sends, far below what would hurt its neighbours.
      perSecond: integer(read, 'SCHAKEL_DOOR_PER_SECOND', '500', errors, 1, 1_000_000),
      burst: integer(read, 'SCHAKEL_DOOR_BURST', '1000', errors, 1, 1_000_000),
      // Enough for a sender that keeps every connection of its pool busy; a body is at most 1 MiB, so a client holds at most so many of them.
      concurrency: integer(read, 'SCHAKEL_DOOR_CONCURRENCY', '256', errors, 1, 100_000),
    },
    standstill: {
      blockedCases: integer(read, 'SCHAKEL_MOST_BLOCKED_CASES', '10000', errors, 0, 10_000_000),
      parked: integer(read, 'SCHAKEL_MOST_PARKED', '1000000', errors, 0, 100_000_000),
    },
    parentPid: env['SCHAKEL_PARENT_PID'] ? integer(read, 'SCHAKEL_PARENT_PID', '0', errors, 1, 2 ** 31) : null,
  };
  return errors.length === 0 ? { ok: true, config } : { ok: false, errors };
}

function reader(env: Environment, errors: ConfigError[]): Read {
  return (variable, fallback, form, advice) => {
    const value = env[variable]?.trim() || fallback;
    if (value === null) errors.push({ variable, message: `is missing. ${advice}` });
    else if (!form.test(value)) errors.push({ variable, message: `has a form that is not understood. ${advice}` });
    return value ?? '';
  };
}

function integer(
  read: Read,
  variable: string,
  fallback: string,
  errors: ConfigError[],
  low: number,
  high: number,
): number {
  const advice = `Use a whole number from ${low} to ${high}.`;
  const text = read(variable, fallback, /^\d{1,10}$/, advice);
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && (value < low || value > high))
    errors.push({ variable, message: `is out of range. ${advice}` });
  return value;
}
