import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadContracts } from '#lib/contracts';
import { clientAssertion, clientFiles, readClientTls, tlsFetch, type TlsFetch } from '#lib/trust';
import { AgencyCallers } from './driver/agency-callers.js';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

// Each command is a process of its own.
jest.setTimeout(180_000);

const ROOT = resolve(import.meta.dirname, '../..');
const NO_MESSAGE = '/v1/messages/00000000-0000-8000-8000-000000000000';

describe('When an agency is put out of a running hub', () => {
  const place = new HubPlace();
  const contracts = loadContracts({ root: ROOT });
  let hub: SchakelProcess;
  let agencies: AgencyCallers;

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env);
    await hub.whenUp(place);
    agencies = new AgencyCallers(place, contracts);
  }, 180_000);
  afterAll(async () => {
    agencies?.close();
    await hub?.stop();
    await place.remove();
  }, 60_000);

  const secrets = (): string => join(place.state, 'secrets');
  const schakel = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await SchakelProcess.run(args, place.env);
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  /** With the token that it has, over the connection that it has; a closed connection counts as refused. */
  const enters = async (endpoint: 'COA' | 'IOM' | 'VWN'): Promise<boolean> => {
    const answer = await agencies.call(endpoint, NO_MESSAGE).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.status === 404;
  };

  it('it is refused over the connection and with the token that it had, and let in again when it is', async () => {
    expect([await enters('COA'), await enters('IOM')]).toEqual([true, true]);
    expect(await schakel('clients', 'suspend', 'COA')).toBe('coa is suspended.');
    await until('COA is refused', async () => !(await enters('COA')));
    expect(await enters('IOM')).toBe(true);
    await expect(schakel('token', 'COA')).rejects.toThrow('invalid_client');
    await schakel('clients', 'resume', 'COA');
    await until('COA may enter', () => enters('COA'));
  });

  it('a revoked certificate opens no door any more, without a restart', async () => {
    expect(await enters('VWN')).toBe(true);
    await schakel('clients', 'revoke', 'VWN');
    await until('VWN is refused', async () => !(await enters('VWN')));
    expect(await enters('COA')).toBe(true);
  });

  it('an agency gets a token with one command, for its own door alone', async () => {
    const [, payload] = (await schakel('token', 'GEM:0599')).split('.');
    expect(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())).toMatchObject({
      aud: 'urn:schakel:adapter:municipalities-adapter',
      sub: contracts.partners.byId('gem-0599')?.oin,
    });
    await expect(schakel('token', 'COA', '--adapter', 'iom-adapter')).rejects.toThrow('invalid_target');
    await expect(schakel('token', 'NOBODY')).rejects.toThrow('There is no such party. There are: DTV');
  });

  it('an assertion that was seen is refused, also by an identity server that has started anew', async () => {
    const files = clientFiles(secrets(), 'iom');
    const call = tlsFetch(readClientTls(files));
    const { oin } = contracts.partners.byId('iom')!;
    const assertion = await clientAssertion(
      oin,
      place.hub().identity,
      readFileSync(files.assertionKey, 'utf8'),
      Date.now(),
    );
    expect(await asked(call, assertion)).toBe(200);
    expect(await asked(call, assertion)).toBe(401);
    const [started] = [...place.log('identity-server').matchAll(/"pid":(\d+)/g)].slice(-1);
    process.kill(Number(started?.[1]), 'SIGKILL');
    const answered = await until('it answers again', async () => asked(call, assertion).catch(() => null));
    expect(answered).toBe(401);
    call.close();
  });

  it('no key, token or certificate is in any log, and nobody else can read what is secret', () => {
    const logs = readdirSync(join(place.state, 'logs')).map((name) =>
      readFileSync(join(place.state, 'logs', name), 'utf8'),
    );
    const text = `${logs.join('\n')}${hub.stderr}`;
    expect(text.length).toBeGreaterThan(1000);
    expect(text).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}|-----BEGIN|client_assertion/);
    const pushKeys = Object.values(
      JSON.parse(readFileSync(join(secrets(), 'push-keys.json'), 'utf8')) as Record<string, string>,
    );
    expect(pushKeys.length).toBeGreaterThan(10);
    expect(pushKeys.filter((key) => text.includes(key))).toEqual([]);
    const found = readdirSync(secrets(), { recursive: true, withFileTypes: true });
    const open = found.filter((one) => (statSync(join(one.parentPath, one.name)).mode & 0o077) !== 0);
    expect([found.length > 80, open.map(({ name }) => name)]).toEqual([true, []]);
  });

  async function asked(call: TlsFetch, assertion: string): Promise<number> {
    const response = await call(`${place.hub().identity}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }).toString(),
    });
    await response.arrayBuffer();
    return response.status;
  }
});
