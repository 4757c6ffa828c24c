import { constants } from 'node:crypto';
import type { TlsOptions } from 'node:tls';

/**
 * How the hub speaks TLS, as server and as client: 1.3, or 1.2 with the suites that the NCSC guideline of 2025 calls good or sufficient (forward
 * secrecy, authenticated encryption; https://www.ncsc.nl, "ICT-beveiligingsrichtlijnen voor Transport Layer Security"). No session is resumed:
 * a certificate that was revoked or has run out since would come in with it.
 */
export const TLS_PROFILE = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
  ecdhCurve: 'X25519:P-256:P-384',
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
} as const satisfies TlsOptions;
