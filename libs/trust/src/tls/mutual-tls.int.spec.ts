import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import type { Credential } from '../pki/certificate-authority.js';
import type { TlsFiles } from '../pki/pki-files.js';
import { TestTrust } from '../test-trust.fake.js';
import { doorTlsFromFiles } from './door-tls.js';
import { peerOf, thumbprintOf } from './peer.js';

const COA = '00000099000000004000';
const IOM = '00000099000000008000';
const ALWAYS = { from: new Date('2000-01-01'), until: new Date('2099-01-01') };

describe('a server that asks for a certificate', () => {
  let folder: string;
  let files: TlsFiles;
  let trust: TestTrust;
  let server: https.Server;
  let stop: () => void;
  const errors: unknown[] = [];

  const put = (name: keyof TlsFiles, text: string): void => writeFileSync(files[name], text);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-tls-'));
    const at = (name: string): string => join(folder, name);
    files = { ca: at('ca.pem'), certificate: at('server.pem'), key: at('server.key.pem'), crl: at('crl.pem') };
    trust = await TestTrust.create([COA, IOM], () => Date.now());
    const { ca, cert, key, crl } = trust.serverMaterial();
    put('ca', ca);
    put('certificate', cert);
    put('key', key);
    put('crl', crl.join('\n'));
    const door = doorTlsFromFiles(files, (error) => errors.push(error));
    server = https.createServer(door.options, (request, response) =>
      response.end(JSON.stringify({ peer: peerOf(request.socket) })),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = door.follow(server);
  });
  afterAll(async () => {
    stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const port = (): number => (server.address() as AddressInfo).port;
  /** The OIN that the server knows the caller by; the error of the handshake when there was none. */
  const knownAs = (options: ConnectionOptions): Promise<string | null> =>
    new Promise((resolve) => {
      const all = { host: '127.0.0.1', port: port(), ca: trust.ca, ...options };
      const request = https.get({ ...all, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve((JSON.parse(text) as { peer: { oin: string } | null }).peer?.oin ?? null));
      });
      request.on('error', (error: NodeJS.ErrnoException) => resolve(`no connection: ${error.code ?? ''}`));
    });
  const as = ({ certificate, key }: Credential): Promise<string | null> => knownAs({ cert: certificate, key });

  it('knows a client by the OIN of its certificate', async () => {
    expect(await as(trust.client(COA))).toBe(COA);
  });

  it('26: knows nobody without a certificate, or with one that has run out or does not count yet', async () => {
    const past = { from: new Date('2020-01-01'), until: new Date('2021-01-01') };
    const coming = { from: new Date('2090-01-01'), until: new Date('2091-01-01') };
    expect(await knownAs({})).toBeNull();
    expect(await as(await trust.issue({ oin: COA }, past))).toBeNull();
    expect(await as(await trust.issue({ oin: COA }, coming))).toBeNull();
  });

  it('26: knows nobody by a certificate of another authority, also one with the same name', async () => {
    const stranger = await TestTrust.create([COA], () => Date.now());
    expect(await as(stranger.client(COA))).toBeNull();
  });

  it('26: knows nobody by a certificate that is for servers, names no OIN, or names it elsewhere', async () => {
    expect(await as(await trust.issue({ use: 'server', oin: COA }))).toBeNull();
    expect(await as(await trust.issue({ oin: null }))).toBeNull();
    expect(await as(await trust.issue({ oin: null, commonName: COA, organisation: COA }))).toBeNull();
  });

  it('26: knows nobody by a certificate that a client signed with its own', async () => {
    const { CertificateAuthority } = await import('../pki/certificate-authority.js');
    const client = trust.client(IOM);
    const usurper = await CertificateAuthority.open(client);
    const request = { use: 'client', commonName: 'coa', organisation: 'x', oin: COA, hosts: [] } as const;
    const { certificate, key } = await usurper.issue(request, ALWAYS);
    expect(await as({ certificate: `${certificate}\n${client.certificate}`, key })).toBeNull();
  });

  it('shows a certificate without its key no further than a stranger', async () => {
    const stolen = { cert: trust.client(COA).certificate, key: trust.client(IOM).key };
    await expect((async () => knownAs(stolen))()).rejects.toThrow(/mismatch/);
  });

  it('57: speaks TLS 1.3 or 1.2 with forward secrecy, and nothing older or weaker', async () => {
    const { certificate: cert, key } = trust.client(COA);
    expect(await knownAs({ cert, key, maxVersion: 'TLSv1.2' })).toBe(COA);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    expect(await knownAs({ cert, key, ...old })).toMatch(/^no connection/);
    for (const ciphers of ['ECDHE-ECDSA-AES128-SHA', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256'])
      expect(await knownAs({ cert, key, maxVersion: 'TLSv1.2', ciphers })).toMatch(/^no connection/);
  });

  it('resumes no session, for a certificate that was revoked since would come in with it', async () => {
    const { certificate: cert, key } = trust.client(COA);
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const connect = (session?: Buffer): Promise<{ socket: TLSSocket; session: Buffer | undefined }> =>
        new Promise((resolve, reject) => {
          const options = { host: '127.0.0.1', port: port(), ca: trust.ca, cert, key, maxVersion };
          const socket = tls.connect({ ...options, ...(session === undefined ? {} : { session }) });
          socket.on('error', reject);
          let last: Buffer | undefined;
          socket.on('session', (ticket) => (last = ticket));
          socket.once('secureConnect', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'));
          socket.resume().once('end', () => resolve({ socket, session: last ?? socket.getSession() }));
        });
      const first = await connect();
      const again = await connect(first.session);
      expect([maxVersion, again.socket.isSessionReused()]).toEqual([maxVersion, false]);
    }
  });

  it('26, 32: knows a revoked client no more once the list says so, without a restart; a broken list lets nobody in', async () => {
    const { certificate } = trust.client(IOM);
    const { serialNumber } = new X509Certificate(certificate);
    const list = await trust.authority.revocationList([{ serialNumber, revokedAt: new Date() }], ALWAYS);
    expect(await as(trust.client(IOM))).toBe(IOM);
    put('crl', list);
    while ((await as(trust.client(IOM))) !== null);
    expect(await as(trust.client(COA))).toBe(COA);
    put('crl', 'nonsense');
    while (errors.length === 0) expect(await as(trust.client(IOM))).toBeNull();
    put(
      'crl',
      await trust.authority.revocationList([], { from: new Date('2020-01-01'), until: new Date('2021-01-01') }),
    );
    while ((await as(trust.client(COA))) !== null);
    put('crl', trust.serverMaterial().crl.join('\n'));
    while ((await as(trust.client(IOM))) !== IOM);
  });

  it('takes a new certificate of its own without a restart', async () => {
    const next = await trust.issue({ use: 'server', hosts: ['127.0.0.1'] });
    put('key', next.key);
    put('certificate', next.certificate);
    const shown = (): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = tls.connect({ host: '127.0.0.1', port: port(), ca: trust.ca }, () => {
          resolve(thumbprintOf(socket.getPeerX509Certificate()!));
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const wanted = thumbprintOf(new X509Certificate(next.certificate));
    while ((await shown()) !== wanted);
  });
});
