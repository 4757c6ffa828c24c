/** User and password on a broker (SASL). */
export interface BrokerLogin {
  readonly mechanism: 'scram-sha-512' | 'scram-sha-256' | 'plain';
  readonly username: string;
  readonly password: string;
}

/** PEM texts. Without `ca` the certificate authorities of the system count. */
export interface BrokerTls {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** How one principal reaches the brokers. Everything that opens a Kafka client takes one. */
export interface BrokerAccess {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[];
  /** null = no encryption. */
  readonly tls: BrokerTls | null;
  /** null = no SASL: either nobody logs in, or the client certificate says who it is. */
  readonly login: BrokerLogin | null;
}
