import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrokerSettings } from './broker-settings.js';
import { createBrokerCredentials } from './create-broker-credentials.js';
import { openBrokerAccess, openBrokerAdministration } from './open-broker-access.js';

describe('the broker as one principal sees it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-broker-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const config = (kafka: Partial<BrokerSettings>) => ({
    kafkaBrokers: ['broker:9093'],
    kafka: {
      protocol: 'SASL_PLAINTEXT',
      mechanism: 'SCRAM-SHA-512',
      caFile: null,
      credentialsFolder: folder,
      adminFile: null,
      ...kafka,
    } satisfies BrokerSettings,
  });
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('has nothing to show on a broker in plain text', () => {
    const access = openBrokerAccess(config({ protocol: 'PLAINTEXT' }), 'router');
    expect(access).toEqual({ brokers: ['broker:9093'], tls: null, login: null });
  });

  it('logs in with the user of its own file, which set-up made and keeps', () => {
    const [made] = createBrokerCredentials(folder, ['router'], (name) => `schakel.${name}`);
    const [kept] = createBrokerCredentials(folder, ['router'], (name) => `schakel.${name}`);
    expect(kept).toEqual(made);
    expect(statSync(join(folder, 'router.json')).mode & 0o777).toBe(0o600);
    expect(openBrokerAccess(config({}), 'router').login).toEqual({ mechanism: 'scram-sha-512', ...made });
  });

  it('gets a new user when the folder was another hub’s', () => {
    createBrokerCredentials(folder, ['router'], (name) => `one.${name}`);
    const [other] = createBrokerCredentials(folder, ['router'], (name) => `other.${name}`);
    expect(other?.username).toBe('other.router');
  });

  it('shows a client certificate where that says who it is, beside the authority that it trusts', () => {
    write('router.pem', 'the certificate');
    write('router.key', 'the key');
    write('router.json', JSON.stringify({ certificate: 'router.pem', key: join(folder, 'router.key') }));
    const caFile = write('ca.pem', 'the authority');
    expect(openBrokerAccess(config({ protocol: 'SSL', caFile }), 'router')).toMatchObject({
      tls: { ca: 'the authority', certificate: 'the certificate', key: 'the key' },
      login: null,
    });
    write('router.json', JSON.stringify({ username: 'u', password: 'p' }));
    const both = openBrokerAccess(config({ protocol: 'SASL_SSL', caFile }), 'router');
    expect(both).toMatchObject({ tls: { ca: 'the authority' }, login: { username: 'u', password: 'p' } });
  });

  it('says what to do when the file is missing, and shows nothing of one that is broken', () => {
    expect(() => openBrokerAccess(config({}), 'router')).toThrow(/router\.json.*npm start/);
    write('router.json', '{"password": CANARY');
    expect(() => openBrokerAccess(config({}), 'router')).toThrow(/not usable/);
    expect(() => openBrokerAccess(config({}), 'router')).not.toThrow(/CANARY/);
    write('router.json', '{"username": "CANARY"}');
    expect(() => openBrokerAccess(config({}), 'router')).toThrow(/a username and a password/);
    expect(() => openBrokerAccess(config({ protocol: 'SSL' }), 'router')).toThrow(/a certificate and a key/);
  });

  it('asks for the administrator’s file by its name where one is needed', () => {
    expect(() => openBrokerAdministration(config({}))).toThrow(/KAFKA_ADMIN_FILE/);
    expect(openBrokerAdministration(config({ protocol: 'PLAINTEXT' })).login).toBeNull();
  });
});
