import { X509Crl } from '../pki/x509.package.js';

/** Serial numbers on revocation lists, as Node writes them: hexadecimal, upper case, without leading zeros. */
export function revokedSerialNumbers(lists: readonly string[]): ReadonlySet<string> {
  return new Set(
    lists.flatMap((list) => new X509Crl(list).entries.map(({ serialNumber }) => normalSerialNumber(serialNumber))),
  );
}

/** One spelling for one number. */
export function normalSerialNumber(hex: string): string {
  return hex.toUpperCase().replace(/^0+(?=.)/, '');
}
