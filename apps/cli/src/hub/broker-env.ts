import type { HubServers } from './servers-file.js';

/** How the brokers are spoken to, as the environment of another process says it. */
export function brokerEnv({
  protocol,
  mechanism,
  caFile,
  credentialsFolder,
}: HubServers['kafka']): Record<string, string> {
  return {
    KAFKA_SECURITY: protocol,
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_CREDENTIALS: credentialsFolder,
    ...(caFile === null ? {} : { KAFKA_CA_FILE: caFile }),
  };
}
