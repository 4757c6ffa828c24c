import type { Partner } from '#lib/contracts';
import { clientFiles } from '#lib/trust';

/** A command that asks an agency's door for the status of a message that is not there: 404 shows that certificate and token were good. */
export function curlExample(partner: Pick<Partner, 'id'>, door: string, token: string, secretsFolder: string): string {
  const { ca, certificate, key } = clientFiles(secretsFolder, partner.id);
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return [
    'curl --silent --show-error --include',
    `--cacert ${quoted(ca)}`,
    `--cert ${quoted(certificate)} --key ${quoted(key)}`,
    `--header ${quoted(`Authorization: Bearer ${token}`)}`,
    quoted(`${door}/v1/messages/00000000-0000-8000-8000-000000000000`),
  ].join(' \\\n  ');
}
