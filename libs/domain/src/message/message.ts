import type { Party } from '../endpoint/endpoint.js';
import type { ControlCode, MessageCode } from './catalogue.js';

/** The body of a message after decoding: field name → value, in the JSON shape of `schemas/json`. Absent and null mean the same. */
export type Content = Readonly<Record<string, unknown>>;

/** The exchange envelope: why this is sent, and the sender's own narrower limits (P16: the hub never widens). */
export interface Envelope {
  readonly purpose: string;
  readonly legalBasis: readonly string[];
  readonly urgency: string;
  /** Wpg article that the sender states for police items; makes WPG_BASIS true for senders POL and KMAR. */
  readonly wpgArticle: string | null;
  readonly consentRef: string | null;
  /** When not null, only these endpoints may receive it (DENY_SENDER for the others). */
  readonly onlyFor: readonly string[] | null;
  /** Field names that the sender withholds from everybody. */
  readonly withhold: readonly string[];
}

/** A case or control message as the router sees it. */
export interface CaseMessage {
  /** UUIDv8 of SHA-256(source LF id), decisions 1. */
  readonly messageId: string;
  readonly code: MessageCode | ControlCode;
  readonly sender: Party;
  /** RFC 3339: the moment of the fact, as the sender states it. */
  readonly time: string;
  /** RFC 3339: when the hub accepted it; the only clock that decisions know. */
  readonly acceptedAt: string;
  readonly envelope: Envelope;
  readonly content: Content;
}
