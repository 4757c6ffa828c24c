import { adapterAudience } from '#lib/trust';
import type { Json } from './json-document.js';

/** How a caller proves who it is; both at once. */
export function securitySchemes(adapter: string, issuer: string): Json {
  return {
    certificate: {
      type: 'mutualTLS',
      description:
        'The client certificate of your organisation, with its OIN in Subject.serialNumber. TLS 1.3, or 1.2 with forward secrecy.',
    },
    token: {
      type: 'openIdConnect',
      openIdConnectUrl: `${issuer}/.well-known/openid-configuration`,
      description: `An access token (OAuth 2.0 client credentials, private_key_jwt) for resource ${adapterAudience(adapter)}, bound to your certificate. Scopes: send:<message code> for each message type, read:status, read:deliveries.`,
    },
  };
}
