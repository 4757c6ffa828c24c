/** What a certificate is for: each can do one thing, so that a client's can't pose as a server. */
export type CertificateUse = 'server' | 'client';

/** Who a certificate is made for. */
export interface CertificateRequest {
  readonly use: CertificateUse;
  /** CN: of a person's interest only. */
  readonly commonName: string;
  readonly organisation: string;
  /** OIN in Subject.serialNumber, as PKIoverheid has it; null for the hub's own servers. */
  readonly oin: string | null;
  /** DNS names and IP addresses of a server. */
  readonly hosts: readonly string[];
}
