/** Why a line of `decide` has no answer. The text never repeats what the line said: it may be anything, a V-number too. */
export class LineError extends Error {
  override readonly name = 'LineError';

  constructor(
    readonly code: LineErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export type LineErrorCode =
  'BAD_JSON' | 'BAD_LINE' | 'UNKNOWN_MESSAGE' | 'UNKNOWN_SENDER' | 'SENDER_NOT_ALLOWED' | 'UNKNOWN_FACT';
