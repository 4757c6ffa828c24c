import type { BrokerSettings } from '../broker/broker-settings.js';
import { type LogLevel } from '../logging/logger.js';

/** Ports of the parts on one machine. 0 = any free one. */
export interface HubPorts {
  readonly router: number;
  readonly ledger: number;
  readonly adapters: number;
  readonly registry: number;
  readonly simulator: number;
  /** Of the identity server; its health and figures lie on the next port. */
  readonly identity: number;
  readonly console: number;
}

/** What one client may ask of one adapter's door. */
export interface DoorLimits {
  /** Requests per second, on average. */
  readonly perSecond: number;
  /** Requests at once after a pause. */
  readonly burst: number;
  /** Requests that are being answered at the same time. */
  readonly concurrency: number;
}

/** Everything a part reads from its environment. Secrets are files, never variables (`openSecrets`). */
export interface HubConfig {
  readonly kafkaBrokers: readonly string[];
  /** How they are spoken to; `openBrokerAccess` adds a principal's credentials. */
  readonly kafka: BrokerSettings;
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  /** Precedes topics and groups and names the SQL schema. */
  readonly prefix: string;
  /** Absolute path. */
  readonly stateFolder: string;
  /** `<stateFolder>/secrets`. */
  readonly secretsFolder: string;
  /** `story` only where the hub was started for development (decisions 7). */
  readonly clock: 'system' | 'story';
  readonly logLevel: LogLevel;
  /** Address on which doors and identity server listen, with TLS. */
  readonly host: string;
  /** Address of health, figures and the schema registry: plain HTTP, so never one that agencies can reach. */
  readonly operatorsHost: string;
  readonly ports: HubPorts;
  readonly doors: DoorLimits;
  /** So much may stand still at one recipient unit behind dead letters; with more it is paused, but for stops. */
  readonly standstill: { readonly blockedCases: number; readonly parked: number };
  /** Process whose death ends this one; null = none. */
  readonly parentPid: number | null;
}

export interface ConfigError {
  /** Name of the variable. */
  readonly variable: string;
  /** What to do about it; never the value. */
  readonly message: string;
}
