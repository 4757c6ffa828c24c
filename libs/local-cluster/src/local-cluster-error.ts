/** Something on this machine keeps the local cluster from working. The message says what happened, `hint` what to do about it. */
export class LocalClusterError extends Error {
  override readonly name = 'LocalClusterError';

  constructor(
    what: string,
    readonly hint: string,
    options?: { cause?: unknown },
  ) {
    super(`${what}\n${hint}`, options);
  }
}
