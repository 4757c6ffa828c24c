/** On every answer (NL GOV REST API Design Rules, /core/transport/security-headers and /core/version-header). */
export function securityHeaders(apiVersion: string): Readonly<Record<string, string>> {
  return {
    'api-version': apiVersion,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
