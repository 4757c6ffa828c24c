export const BROKER_PROTOCOLS = ['PLAINTEXT', 'SASL_PLAINTEXT', 'SASL_SSL', 'SSL'] as const;
export type BrokerProtocol = (typeof BROKER_PROTOCOLS)[number];

export const SASL_MECHANISMS = ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'] as const;
export type SaslMechanism = (typeof SASL_MECHANISMS)[number];

/** How the brokers are to be spoken to: the same for every principal, without any secret. */
export interface BrokerSettings {
  readonly protocol: BrokerProtocol;
  readonly mechanism: SaslMechanism;
  /** PEM file of the authority that signed the brokers' certificates; null = those that the system trusts. */
  readonly caFile: string | null;
  /** Folder with a file `<principal>.json` for each principal that runs here. */
  readonly credentialsFolder: string;
  /** Credentials of the cluster's administrator, where set-up is to make users and access lists itself; null = others keep them. */
  readonly adminFile: string | null;
}
