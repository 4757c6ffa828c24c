/** A part of a generated document: plain JSON. */
export type Json = Readonly<Record<string, unknown>>;
