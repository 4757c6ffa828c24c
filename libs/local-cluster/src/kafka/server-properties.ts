/** Where one Kafka node lives: ports on loopback and its data folder. */
export interface KafkaPlace {
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly dataDir: string;
}

/** server.properties of a single node that is broker and controller at once (KRaft). Topics are made by set-up, never by a typing error. */
export function serverProperties({ brokerPort, controllerPort, dataDir }: KafkaPlace): string {
  const settings: Record<string, string | number> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `BROKER://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `BROKER://127.0.0.1:${brokerPort}`,
    'listener.security.protocol.map': 'BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'BROKER',
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
