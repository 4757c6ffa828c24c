/** A server as people call it. */
export type ServerName = 'Kafka' | 'PostgreSQL';

export interface LocalClusterOptions {
  /** Where the state lies (`.schakel`). An ephemeral cluster only takes its name from it. */
  readonly stateDir: string;
  /** Throw away what an earlier cluster kept. */
  readonly fresh?: boolean;
  /** Start Kafka (default true). KAFKA_BROKERS in `env` replaces it. */
  readonly kafka?: boolean;
  /** Start PostgreSQL (default true). DATABASE_URL in `env` replaces it. */
  readonly postgres?: boolean;
  /** For tests: free ports, folders of its own that are removed at the stop, and no care for durability. */
  readonly ephemeral?: boolean;
  /** One short line per step, for the user who waits. */
  readonly onProgress?: (text: string) => void;
  /** A server that we started ended by itself while the cluster was up. */
  readonly onFailure?: (error: Error) => void;
  /** Where this is given, a server that ended by itself is started again on the same data and ports; told once it answers. */
  readonly onRevived?: (server: ServerName) => void;
  /** Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Preferred ports (9092 and 5432); a free one is taken where they are in use. */
  readonly ports?: { readonly kafka?: number; readonly postgres?: number };
}

export interface LocalCluster {
  /** For KAFKA_BROKERS; empty when Kafka was not asked for. */
  readonly kafkaBrokers: string;
  /** What a process needs to speak to this Kafka: KAFKA_BROKERS, KAFKA_SECURITY and the like, and KAFKA_ADMIN_FILE for whoever grants access. */
  readonly kafkaEnv: Readonly<Record<string, string>>;
  /** For DATABASE_URL, with the password; empty when PostgreSQL was not asked for. */
  readonly databaseUrl: string;
  /** As it is now: another one after a revival. Null when the server is not ours. */
  readonly kafkaPid: number | null;
  readonly postgresPid: number | null;
  /** The process that stops the servers should this one be killed; null when nothing was started. */
  readonly keeperPid: number | null;
  /** Ties a process group that this process started (`detached`) to the cluster: it is killed should this process be. */
  adopt(processGroup: number): void;
  release(processGroup: number): void;
  /** Stops what was started and waits until it is gone. May be called more than once. */
  stop(): Promise<void>;
}
