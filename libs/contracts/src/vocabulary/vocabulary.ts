/** Canonical name or code → the word for it. */
export type Words = Readonly<Record<string, string>>;

/**
 * One language for the canonical contracts: `schemas/vocabulary/<language>.json`, and on top of it the words that an agency has of its own. Words
 * only; how a document looks is the format's business.
 */
export interface Vocabulary {
  /** `birthDate` → `geboortedatum`: one word for a field, wherever it stands. */
  readonly fields: Words;
  /** Definition of the JSON Schemas → its name, e.g. `Nationality` → `Nationaliteit`; in lower camel case also the name of one item of a list. */
  readonly types: Words;
  /** Name of a message → its name, e.g. `DeparturePlan` → `vertrekplan`. */
  readonly messages: Words;
  /** Purposes of the exchange. */
  readonly purposes: Words;
  /** By code list (`RiskFlag`), or by field where the codes stand in the message itself (`phase`). Holds the codes that a mask may write, too. */
  readonly codes: Readonly<Record<string, Words>>;
}
