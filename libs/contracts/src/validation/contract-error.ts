import type { Content } from '#lib/domain';

/** One thing wrong with a body. Never carries a value of the body. */
export interface ContractError {
  /** JSON Pointer (RFC 6901) into the body; `` is the body itself, `/-` prefixed pointers do not occur. */
  readonly pointer: string;
  /** `VAL-nn` of the domain page, or the JSON Schema keyword that failed. */
  readonly code: string;
  readonly message: string;
}

/** The answer names every error up to this number; more of them help nobody and cost memory. */
export const MAX_ERRORS = 100;

export type Validated =
  | { readonly ok: true; readonly content: Content; readonly warnings: readonly ContractError[] }
  | { readonly ok: false; readonly errors: readonly ContractError[] };
