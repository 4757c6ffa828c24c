import type { ControlCode, MessageCode } from '#lib/domain';

/** One column of a list: where its value goes in the canonical event, and how it is written. */
export interface BatchColumn {
  /** In the header row, in lower case. */
  readonly name: string;
  /** JSON pointer into the canonical event: `/id`, `/time`, `/data/person/birthDate`. */
  readonly place: string;
  /** For the reader of the interface, in the agency's language. */
  readonly explanation: string;
  /** The column must be there; a single cell may still be empty, and the contract says what that means. Default false. */
  readonly required?: boolean;
  /** As the agency writes it → the canonical value. A cell with another value is refused. Default: the text itself. */
  readonly words?: Readonly<Record<string, string | boolean>>;
  /** The cell holds several, separated by spaces; each becomes an object with this one member. */
  readonly itemsOf?: string;
}

/**
 * A list that an agency uploads as a CSV file, e.g. at night: each line is one message of one type, under an id of its own, and goes the same way
 * as one that is sent alone. An endpoint declares its lists; the kit serves them at `POST /v1/message-batches`.
 */
export interface BatchDefinition {
  /** Kebab-case; in the answer and in the documentation. */
  readonly name: string;
  readonly title: string;
  readonly code: MessageCode | ControlCode;
  /** The same for every line: purpose and legal basis of the list. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly columns: readonly BatchColumn[];
}
