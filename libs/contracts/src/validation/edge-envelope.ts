/** What the VAL rules read of the envelope. Errors about it point to `/purpose`, `/legalbasis` and so on with `envelope: true`. */
export interface EdgeEnvelope {
  readonly purpose: string | null;
  readonly legalBasis: readonly string[];
  /** RFC 3339: the moment of the fact; dates of the body are measured against it, never against a clock. */
  readonly time: string;
  readonly onlyFor?: readonly string[] | null;
  readonly withhold?: readonly string[];
  readonly wpgArticle?: string | null;
}
