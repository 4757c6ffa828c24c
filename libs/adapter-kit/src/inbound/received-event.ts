/** A CloudEvent as a sender gave it, its attributes checked for form; `data` is still in the agency's own format. */
export interface ReceivedEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** RFC 3339, UTC `Z`. */
  readonly time: string;
  readonly purpose: string | null;
  readonly legalBasis: readonly string[];
  readonly urgency: string | null;
  readonly caseRef: string | null;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly sequence: string | null;
  readonly consentRef: string | null;
  readonly supersedes: readonly string[];
  readonly wpgArticle: string | null;
  readonly onlyFor: readonly string[] | null;
  readonly withhold: readonly string[];
  readonly traceparent: string | null;
  readonly data: unknown;
}
