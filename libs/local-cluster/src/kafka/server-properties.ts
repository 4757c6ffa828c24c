/** Where one Kafka node lives: ports on loopback and its data folder. */
export interface KafkaPlace {
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly dataDir: string;
  /** The node's own password, towards itself as broker and as controller. */
  readonly nodePassword: string;
}

/** Users that stand above the access list. The node itself, and whoever makes users and lines. */
export const NODE_USER = 'kafka-node';
export const ADMIN_USER = 'kafka-admin';

/**
 * server.properties of a single node that is broker and controller at once (KRaft). Topics are made by set-up, never by a typing error. Nobody
 * gets in without logging in, and nobody may do what no line of the access list lets him do. Holds a password: the file is for its owner only.
 */
export function serverProperties({ brokerPort, controllerPort, dataDir, nodePassword }: KafkaPlace): string {
  const settings: Record<string, string | number> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `BROKER://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `BROKER://127.0.0.1:${brokerPort}`,
    'listener.security.protocol.map': 'BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'BROKER',
    'listener.name.broker.sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'listener.name.broker.scram-sha-512.sasl.jaas.config': jaas('scram.ScramLoginModule', nodePassword),
    // SCRAM passwords lie in the metadata, which a node can read only after it has reached the controller.
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': jaas('plain.PlainLoginModule', nodePassword, NODE_USER),
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': `User:${NODE_USER};User:${ADMIN_USER}`,
    'log.dirs': dataDir.replaceAll('\\', '/'),
    'auto.create.topics.enable': 'false',
    'message.max.bytes': 2 * 1024 * 1024,
    'replica.fetch.max.bytes': 2 * 1024 * 1024,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    // One coordinator partition: a laptop has one broker anyway, and fewer partitions start sooner.
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'log.segment.bytes': 64 * 1024 * 1024,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** How the node logs in; with `known` also whom it lets in by the same list. */
function jaas(module: string, password: string, known?: string): string {
  const accepts = known === undefined ? '' : ` user_${known}="${password}"`;
  return `org.apache.kafka.common.security.${module} required username="${NODE_USER}" password="${password}"${accepts};`;
}

/** log4j2.properties: warnings and errors on standard output, which the keeper writes to the log file. */
export function logProperties(): string {
  return [
    'status = error',
    'rootLogger.level = warn',
    'rootLogger.appenderRef.out.ref = out',
    'appender.out.type = Console',
    'appender.out.name = out',
    'appender.out.layout.type = PatternLayout',
    'appender.out.layout.pattern = %d %p %c{1} %m%n',
    '',
  ].join('\n');
}
