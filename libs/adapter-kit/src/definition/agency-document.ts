import type { ContentError } from '../inbound/content-error.js';

/** A document as an agency wrote it, taken apart: attributes named and valued as CloudEvents', data still in the agency's own words. */
export interface AgencyDocument {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/**
 * Bytes taken apart. Faults that did not stop the reading (an unknown member of the envelope) come with the document, to be reported together
 * with those of the content. All of them point into the agency's own document.
 */
export type Parsed =
  | { readonly ok: true; readonly document: AgencyDocument; readonly errors: readonly ContentError[] }
  | { readonly ok: false; readonly errors: readonly ContentError[] };

/** The agency's bytes, or why there are none: a document that its own published schema refuses must never be sent. */
export type Composed =
  { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly errors: readonly ContentError[] };
