/** The identity server that the doors trust; one, named by configuration. */
export interface Issuer {
  /** `iss` of its tokens, exactly; also where its metadata lies. */
  readonly url: string;
  /** Its public keys (RFC 7517). */
  readonly jwksUri: string;
}
