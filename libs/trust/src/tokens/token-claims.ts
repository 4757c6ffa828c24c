/** What a token proves, once it is verified. */
export interface TokenClaims {
  /** OIN of the client. */
  readonly subject: string;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
