import type { JWK } from 'jose';

/** A client of the identity server: an organisation, what it may ask for, and the public half of the key with which it signs its assertions. */
export interface RegisteredClient {
  /** Its client id, and `sub` of its tokens. */
  readonly oin: string;
  readonly name: string;
  /** Adapters whose doors it may enter; the first is meant when it names none. */
  readonly adapters: readonly string[];
  readonly scopes: readonly string[];
  readonly keys: readonly JWK[];
}
