import type { ClientMetadata } from 'oidc-provider';
import type { RegisteredClient } from '#lib/trust';

/** A client as the provider knows it: client credentials only, a signed assertion instead of a secret, tokens bound to its certificate. */
export function clientMetadata({ oin, name, keys }: RegisteredClient): ClientMetadata {
  return {
    client_id: oin,
    client_name: name,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'private_key_jwt',
    tls_client_certificate_bound_access_tokens: true,
    jwks: { keys: keys.map((key) => ({ ...key })) },
  };
}
