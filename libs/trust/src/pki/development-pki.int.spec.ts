import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { revokedSerialNumbers } from '../tls/revocations.js';
import { ensureDevelopmentPki, revokeClient, type DevelopmentPki } from './development-pki.js';
import { oinOf } from './oin.js';
import { clientFiles, ownFiles } from './pki-files.js';

const PARTNERS = [
  { id: 'coa', name: 'Centraal Orgaan opvang asielzoekers', oin: '00000099000000004000' },
  { id: 'gem-0599', name: 'Gemeente Rotterdam', oin: '00000099000000012000' },
];

describe('the development PKI', () => {
  let folder: string;
  let wanted: DevelopmentPki;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-pki-'));
    wanted = {
      secretsFolder: folder,
      hubOin: '00000099000000000000',
      partners: PARTNERS,
      hosts: ['localhost', '127.0.0.1'],
      now: new Date('2026-03-02T09:00:00Z'),
    };
    await ensureDevelopmentPki(wanted);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const certificate = (path: string): X509Certificate => new X509Certificate(readFileSync(path));
  const coa = (): X509Certificate => certificate(clientFiles(folder, 'coa').certificate);
  const list = (): ReadonlySet<string> => revokedSerialNumbers([readFileSync(ownFiles(folder, 'doors').crl, 'utf8')]);

  it('gives every partner a certificate with its OIN, signed by one authority, for clients alone', () => {
    const ca = certificate(ownFiles(folder, 'doors').ca);
    for (const { id, oin } of PARTNERS) {
      const own = certificate(clientFiles(folder, id).certificate);
      expect([oinOf(own), own.verify(ca.publicKey), own.ca, own.keyUsage]).toEqual([
        oin,
        true,
        false,
        ['1.3.6.1.5.5.7.3.2'],
      ]);
    }
    expect(certificate(ownFiles(folder, 'doors').certificate).keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(ca.ca).toBe(true);
  });

  it('lets nobody but its owner read any of it', () => {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
      return [entry.name, entry.isDirectory() ? mode === 0o700 : mode === 0o600];
    });
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(([, closed]) => closed !== true)).toEqual([]);
  });

  it('makes nothing anew at the next start', async () => {
    expect(await ensureDevelopmentPki({ ...wanted, now: new Date('2026-06-02T09:00:00Z') })).toEqual([]);
  });

  it('renews what ends within a month, and what was made for another OIN or host', async () => {
    const before = coa().serialNumber;
    const [first, second] = PARTNERS;
    const moved = { ...second!, oin: '00000099000000099000' };
    expect(await ensureDevelopmentPki({ ...wanted, partners: [first!, moved] })).toEqual(['gem-0599']);
    expect(await ensureDevelopmentPki({ ...wanted, partners: [first!], hosts: ['hub.example', '127.0.0.1'] })).toEqual([
      'doors',
      'identity-server',
      'partner-simulator',
      'console',
    ]);
    expect(coa().serialNumber).toBe(before);
    const later = await ensureDevelopmentPki({ ...wanted, now: new Date('2027-03-20T09:00:00Z') });
    expect(later).toContain('coa');
    expect(coa().serialNumber).not.toBe(before);
  });

  it('makes all anew for another authority', async () => {
    rmSync(join(folder, 'pki', 'ca.key.pem'));
    const made = await ensureDevelopmentPki(wanted);
    expect(made).toEqual([
      'authority',
      'doors',
      'identity-server',
      'partner-simulator',
      'console',
      'hub-client',
      'coa',
      'gem-0599',
    ]);
  });

  it('lists what is revoked, and replaces it at the next start', async () => {
    expect(list().size).toBe(0);
    const { serialNumber } = coa();
    await revokeClient(folder, 'coa', wanted.now);
    await revokeClient(folder, 'coa', wanted.now);
    expect([...list()]).toEqual([serialNumber.replace(/^0+/, '')]);
    expect(await ensureDevelopmentPki(wanted)).toEqual(['coa']);
    expect([list().size, coa().serialNumber === serialNumber]).toEqual([1, false]);
    await expect(revokeClient(folder, 'nobody', wanted.now)).rejects.toThrow('there is none of nobody');
  });
});
