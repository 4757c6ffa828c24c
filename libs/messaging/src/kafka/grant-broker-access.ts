import { brokerUserOf, type BrokerAccess, type BrokerAcl, type BrokerUser } from '#lib/platform';
import { silentLogger } from '../messaging-logger.port.js';
import { setAcls } from './kafka-acls.js';
import { kafkaClient } from './kafka-client.js';
import { KafkaTopics } from './kafka-topics.js';
import { setUsers } from './kafka-users.js';
import { retried } from './retried.js';

export interface AccessToGrant {
  /** Of a principal that may change users and access lists: the cluster's administrator, used for nothing else. */
  readonly admin: BrokerAccess;
  /** Whose users and lines these are: all that begin with `<prefix>.`, and no others. */
  readonly prefix: string;
  readonly acls: readonly BrokerAcl[];
  /** null: users are kept elsewhere, or are client certificates. */
  readonly users: readonly BrokerUser[] | null;
}

export interface AccessGranted {
  readonly added: number;
  readonly removed: number;
}

/**
 * Gives the hub's principals their passwords (SCRAM-SHA-512) and makes the access list what it should be: adds what is missing, removes what
 * is not wanted any more, of this prefix only. May be repeated. Resolves when the brokers act on it. Empty lists take all of the hub's away.
 */
export async function grantBrokerAccess({ admin, prefix, acls, users }: AccessToGrant): Promise<AccessGranted> {
  const clientId = `${prefix}-access`;
  const kafka = kafkaClient({ access: admin, clientId, logger: silentLogger });
  const connection = kafka.admin();
  const principalOf = (principal: string): string => `User:${brokerUserOf(prefix, principal)}`;
  const owned = (name: string): boolean => name.startsWith(brokerUserOf(prefix, ''));
  try {
    await connection.connect();
    const lines = await setAcls(connection, acls, principalOf, (name) => owned(name.replace(/^User:/, '')));
    const { removed } = users === null ? { removed: 0 } : await setUsers(kafka, users, owned);
    await inEffect(admin, users?.at(-1), clientId);
    return { added: lines.added, removed: lines.removed + removed };
  } finally {
    await connection.disconnect().catch(() => undefined);
  }
}

/** Both come to the brokers by one ordered log, and the users after the lines: where the last user may log in, all of it holds. */
async function inEffect(admin: BrokerAccess, last: BrokerUser | undefined, clientId: string): Promise<void> {
  if (last === undefined) return;
  for (const broker of admin.brokers) {
    const login = { mechanism: 'scram-sha-512', ...last } as const;
    const kafka = kafkaClient({ access: { ...admin, brokers: [broker], login }, clientId, logger: silentLogger });
    await retried(() => new KafkaTopics(kafka).check(), 8);
  }
}
