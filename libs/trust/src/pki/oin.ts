import { type X509Certificate as NodeCertificate } from 'node:crypto';
import { X509Certificate } from './x509.package.js';

/** https://logius-standaarden.github.io/OIN-Stelsel, chapter 6: prefix, main number, suffix. */
const OIN = /^(?:\d{8}[0-9A-Z]{9}000|\d{8}[0-9A-Z]{8}0000)$/;
const SERIAL_NUMBER = '2.5.4.5';

/** The OIN in Subject.serialNumber; null when there is none, more than one, or one of another form. Never read from the common name. */
export function oinOf(certificate: NodeCertificate): string | null {
  // Node gives the subject as text, which would have to be taken apart again; the package reads the fields themselves.
  const found = new X509Certificate(new Uint8Array(certificate.raw)).subjectName.getField(SERIAL_NUMBER);
  const [oin] = found;
  return found.length === 1 && oin !== undefined && OIN.test(oin) ? oin : null;
}
