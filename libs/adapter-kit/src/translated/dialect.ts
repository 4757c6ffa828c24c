import type { ControlCode, MessageCode } from '#lib/domain';
import type { Vocabulary } from '#lib/contracts';

/** How a language writes dates. All keep unknown parts of a birth date, so that nothing is lost either way. */
export const DATE_STYLES = ['yyyy-mm-dd', 'dd-mm-yyyy', 'dd-mmm-yyyy'] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

/** `amsterdam`: the clock on the wall with its offset; `utc`: as the hub keeps moments. Both are RFC 3339. */
export const TIME_STYLES = ['utc', 'amsterdam'] as const;
export type TimeStyle = (typeof TIME_STYLES)[number];

/** How an attribute of the envelope is written, besides its place. */
export const ATTRIBUTE_KINDS = ['text', 'time', 'message', 'purpose', 'urgency', 'list', 'fields', 'source'] as const;
export type AttributeKind = (typeof ATTRIBUTE_KINDS)[number];

export interface AttributePlace {
  /** Place in the document; `/` goes one level down. */
  readonly at: string;
  readonly as: AttributeKind;
  /** For readers of the published description, in the agency's language. */
  readonly description?: string;
}

/** The frame around the content. Every attribute of an event has a place or a fixed value: none may be lost. */
export interface EnvelopeWords {
  /** Place of the content. */
  readonly data: string;
  readonly attributes: Readonly<Record<string, AttributePlace>>;
  /** Attributes that the agency does not write because they never vary. */
  readonly fixed: Readonly<Record<string, string>>;
}

/** One agency's JSON, as data: words, codes, how values are written and where they stand. From `apps/<id>/vocabulary/*.json`. */
export interface Dialect {
  /** As the manifest names the format. */
  readonly name: string;
  readonly language: 'nl' | 'en';
  readonly mediaType: string;
  readonly speaks: readonly (MessageCode | ControlCode)[];
  readonly words: Vocabulary;
  /** `Owner.field` → word, for a field that is called otherwise in one message or type; `/` goes one level down. */
  readonly places: Readonly<Record<string, string>>;
  /** Field → prefix: its members stand beside it, in the object that it would be in. */
  readonly lifted: Readonly<Record<string, string>>;
  readonly dates: DateStyle;
  readonly times: TimeStyle;
  /** Words for true and false; null = JSON's own. */
  readonly booleans: readonly [string, string] | null;
  readonly envelope: EnvelopeWords;
  /** What the agency's own files speak of: fields, `Owner.field`, `codes of <list>`. Each must be in a message that it speaks. */
  readonly own: readonly string[];
}
