import type { Content, ControlCode, MessageCode } from '#lib/domain';
import type { ContentError } from '../inbound/content-error.js';

export type Mapped<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly ContentError[] };

/**
 * One message type in one agency's own language: a pair of pure functions. What `fromAgency` gives is validated against the canonical
 * contract afterwards, so a mapper need not check values, only translate; its errors point into the agency's own document.
 */
export interface MessageMapper {
  fromAgency(data: unknown): Mapped<unknown>;
  toAgency(content: Content): unknown;
}

/** A value as the agency writes it → the canonical code, and back. Unknown values are refused, never passed through. */
export type CodeList = ReadonlyMap<string, string>;

/** The language of one agency: a mapper for each message that it may send or receive, and its code lists. */
export interface AgencyFormat {
  /** As the manifest names it. */
  readonly name: string;
  /** null = this message is not spoken in this format. */
  mapperFor(code: MessageCode | ControlCode): MessageMapper | null;
  readonly codeLists: Readonly<Record<string, CodeList>>;
}
