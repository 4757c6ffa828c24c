import { describe, expect, it } from '@jest/globals';
import { findJava } from './java.js';
import { serverProperties } from './server-properties.js';

describe('server.properties', () => {
  const properties = serverProperties({
    brokerPort: 19092,
    controllerPort: 19093,
    dataDir: '/state/kafka/data',
    nodePassword: 'secret',
  });

  it('listens on loopback only', () => {
    expect(properties).toContain('listeners=BROKER://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093\n');
    expect(properties).not.toContain('0.0.0.0');
  });

  it('lets nobody in without a password on any listener, and nobody do what no line allows', () => {
    expect(properties).toContain('listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT\n');
    expect(properties).toContain('allow.everyone.if.no.acl.found=false\n');
    expect(properties).toContain('authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n');
    expect(properties).toContain('listener.name.broker.sasl.enabled.mechanisms=SCRAM-SHA-512\n');
  });

  it('makes no topic that nobody asked for', () => {
    expect(properties).toContain('auto.create.topics.enable=false\n');
  });

  it('asks for no copies that a single node cannot keep', () => {
    const factors = properties
      .split('\n')
      .filter((line) => line.includes('replication.factor') || line.includes('min.isr'));
    expect(factors.length).toBeGreaterThan(4);
    expect(factors.every((line) => line.endsWith('=1'))).toBe(true);
  });

  it('takes messages of 2 MiB', () => {
    expect(properties).toContain('message.max.bytes=2097152\n');
  });
});

describe('findJava', () => {
  it('names both ways out where there is no Java', () => {
    expect(() => findJava({ PATH: '/nowhere' })).toThrow(/install Java 17[\s\S]*KAFKA_BROKERS/);
  });
});
