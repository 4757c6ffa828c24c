import type { Content, ControlCode, MessageCode } from '#lib/domain';
import type { ContentError } from '../inbound/content-error.js';
import type { AgencyDocument, Composed, Parsed } from './agency-document.js';

/** A failed translation gives what it could read besides, so that the contract's errors are reported at the same time. */
export type Mapped<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly ContentError[]; readonly value?: T };

/**
 * One message type in one agency's own language: a pair of pure functions. What `fromAgency` gives is validated against the canonical
 * contract afterwards, so a mapper need not check values, only translate; its errors point into the agency's own document, as `locate` does.
 * Both take a part of a message as well: a recipient gets what the rules let through.
 */
export interface MessageMapper {
  fromAgency(data: unknown): Mapped<unknown>;
  toAgency(content: Content): unknown;
}

/** A value as the agency writes it → the canonical code, and back. Unknown values are refused, never passed through. */
export type CodeList = ReadonlyMap<string, string>;

/** `in`: what the agency may send; `out`: what it gets. */
export type Direction = 'in' | 'out';

/** A published contract of a format, for one direction. */
export interface PublishedFile {
  /** Last part of its address. */
  readonly name: string;
  readonly mediaType: string;
  readonly direction: Direction;
  readonly text: string;
}

/**
 * The language of one agency: its documents, a mapper for each message that it may send or receive, and its code lists. The pipeline knows
 * canonical contents and CloudEvents attributes only; everything that it finds is told to the sender in the places of the sender's own document.
 */
export interface AgencyFormat {
  /** As the manifest names it. */
  readonly name: string;
  /** Of its names and explanations. */
  readonly language: 'nl' | 'en';
  /** Taken at the door (415 for others); the first is what the hub sends. Without parameters, in lower case; always UTF-8. */
  readonly mediaTypes: readonly [string, ...string[]];
  /**
   * Bytes → document. The limits of depth, count and forbidden keys (`parseJson`) hold in every format. Never throws for what was sent. A format
   * whose documents differ by direction takes either when none is named; the door names `in`.
   */
  parse(body: Buffer, direction?: Direction): Parsed;
  /** The inverse. Attributes that the format has no place for must not be lost silently: they are a failure. */
  compose(code: MessageCode | ControlCode, document: AgencyDocument): Composed;
  /** null = this message is not spoken in this format. */
  mapperFor(code: MessageCode | ControlCode): MessageMapper | null;
  /**
   * A canonical JSON pointer (`/time`, `/data/person/birthDate`, `''` = the whole) → the place in the agency's own document, as a JSON pointer
   * or an XPath. What it does not know it answers with the nearest place above that it does. `code` is null when the message is not known yet.
   */
  locate(code: MessageCode | ControlCode | null, pointer: string): string;
  /**
   * JSON Schema (2020-12) of the whole document, made from that of the canonical event (`$defs` at the top); null where the format is described
   * by something else, e.g. an XSD.
   */
  describe(code: MessageCode | ControlCode, direction: Direction, canonicalSchema: object): object | null;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  /** Files that describe the format where JSON Schema can't, e.g. XSDs; served to anybody at `/schemas/<name>`. */
  publishedFiles?(): readonly PublishedFile[];
}
