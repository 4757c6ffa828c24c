import { describe, expect, it } from '@jest/globals';
import { describeConfigErrors } from './describe-config-errors.js';
import { loadConfig } from './load-config.js';

const COMPLETE = {
  KAFKA_BROKERS: 'localhost:9092,other:9093',
  KAFKA_SECURITY: 'SASL_SSL',
  DATABASE_URL: 'postgres://hub:secret@localhost:5432/hub',
};

function errorsOf(env: Record<string, string>): string[] {
  const loaded = loadConfig(env, '/hub');
  return loaded.ok ? [] : loaded.errors.map((error) => error.variable);
}

describe('loading the configuration', () => {
  it('needs only a broker and a database and has a default for all else', () => {
    const loaded = loadConfig(COMPLETE, '/hub');
    expect(loaded).toMatchObject({
      ok: true,
      config: {
        kafkaBrokers: ['localhost:9092', 'other:9093'],
        kafka: {
          protocol: 'SASL_SSL',
          mechanism: 'SCRAM-SHA-512',
          caFile: null,
          credentialsFolder: '/hub/.schakel/secrets/kafka',
          adminFile: null,
        },
        prefix: 'schakel',
        host: '127.0.0.1',
        operatorsHost: '127.0.0.1',
        stateFolder: '/hub/.schakel',
        secretsFolder: '/hub/.schakel/secrets',
        clock: 'system',
        parentPid: null,
        ports: { adapters: 7050 },
      },
    });
  });

  it('names every missing variable at once', () => {
    expect(errorsOf({})).toEqual(['KAFKA_BROKERS', 'DATABASE_URL']);
  });

  it('names every variable of a wrong form', () => {
    const wrong = {
      SCHAKEL_PREFIX: 'Up_per',
      SCHAKEL_PORT_ROUTER: '70000',
      SCHAKEL_LOG_LEVEL: 'loud',
      SCHAKEL_CLOCK: 'cuckoo',
    };
    expect(errorsOf({ ...COMPLETE, ...wrong }).sort()).toEqual(Object.keys(wrong).sort());
  });

  it('keeps what operators look at on the loopback address, wherever the doors listen', () => {
    const loaded = loadConfig({ ...COMPLETE, SCHAKEL_HOST: '0.0.0.0' }, '/hub');
    expect(loaded).toMatchObject({ config: { host: '0.0.0.0', operatorsHost: '127.0.0.1' } });
  });

  it('says what to do and never repeats a value', () => {
    const loaded = loadConfig({ KAFKA_BROKERS: 'CANARY', DATABASE_URL: 'mysql://root:CANARY@x' }, '/hub');
    const text = loaded.ok ? '' : describeConfigErrors(loaded.errors);
    expect(text).toContain('npm start');
    expect(text).not.toContain('CANARY');
  });

  it('takes plain text without a word for brokers of this machine only', () => {
    const { KAFKA_SECURITY: _named, ...unsaid } = COMPLETE;
    expect(errorsOf(unsaid)).toEqual(['KAFKA_SECURITY']);
    expect(errorsOf({ ...unsaid, KAFKA_BROKERS: 'localhost.example:9092' })).toEqual(['KAFKA_SECURITY']);
    const here = loadConfig({ ...unsaid, KAFKA_BROKERS: 'localhost:9092,127.0.0.1:9093' });
    expect(here).toMatchObject({ ok: true, config: { kafka: { protocol: 'PLAINTEXT' } } });
    expect(errorsOf({ ...unsaid, KAFKA_SECURITY: 'PLAINTEXT' })).toEqual([]);
  });

  it('sends no password as it stands over a line that anybody may listen on', () => {
    expect(errorsOf({ ...COMPLETE, KAFKA_SASL_MECHANISM: 'PLAIN' })).toEqual([]);
    const open = { KAFKA_SECURITY: 'SASL_PLAINTEXT', KAFKA_SASL_MECHANISM: 'PLAIN' };
    expect(errorsOf({ ...COMPLETE, ...open })).toEqual(['KAFKA_SASL_MECHANISM']);
  });

  it('takes an absolute state folder as it is', () => {
    expect(loadConfig({ ...COMPLETE, SCHAKEL_STATE: '/var/hub' }, '/x')).toMatchObject({
      config: { secretsFolder: '/var/hub/secrets' },
    });
  });
});
