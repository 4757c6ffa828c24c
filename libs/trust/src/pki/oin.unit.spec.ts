import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CertificateAuthority } from './certificate-authority.js';
import { oinOf } from './oin.js';

const VALIDITY = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2030-01-01T00:00:00Z') };

describe('the OIN of a certificate', () => {
  let authority: CertificateAuthority;
  beforeAll(async () => {
    authority = await CertificateAuthority.create('test', VALIDITY);
  });
  const oin = async (value: string | null, commonName = 'client'): Promise<string | null> => {
    const request = { use: 'client', commonName, organisation: 'x', oin: value, hosts: [] } as const;
    return oinOf(new X509Certificate((await authority.issue(request, VALIDITY)).certificate));
  };

  it('is the serial number of its subject', async () => {
    expect(await oin('00000099000000004000')).toBe('00000099000000004000');
    expect(await oin('0000000400000000A000')).toBe('0000000400000000A000');
  });

  it('is nothing else that looks like one', async () => {
    expect(await oin(null, '00000099000000004000')).toBeNull();
    expect(await oin(null, 'x\nserialNumber=00000099000000004000')).toBeNull();
    expect(await oin(null, 'x, serialNumber=00000099000000004000')).toBeNull();
    expect(await oin('00000099000000004000\n')).toBeNull();
    expect(await oin(' 00000099000000004000')).toBeNull();
    expect(await oin('4000')).toBeNull();
  });
});
