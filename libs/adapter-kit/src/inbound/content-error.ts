/**
 * One thing that is wrong with a submission: JSON pointer into the event as it was sent (`/data/person/birthDate`, `''` = the whole body),
 * a stable code for machines and a sentence. Never the value itself, because errors travel back over the wire and into logs.
 */
export interface ContentError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}
