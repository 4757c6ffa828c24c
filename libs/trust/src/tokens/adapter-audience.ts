/** `aud` of tokens for one adapter's door, and `resource` when asking for one (RFC 8707). */
export function adapterAudience(adapter: string): string {
  return `urn:schakel:adapter:${adapter}`;
}

/** The adapter that an audience names; null for anything else. */
export function adapterOfAudience(audience: string): string | null {
  return /^urn:schakel:adapter:([a-z][a-z0-9-]{0,60})$/.exec(audience)?.[1] ?? null;
}
