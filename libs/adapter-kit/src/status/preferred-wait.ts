/** A waiting request holds a connection; longer than this intermediaries cut it anyway. */
export const LONGEST_WAIT_S = 30;

/** Seconds of `Prefer: wait=<n>` (RFC 7240, 4.3), at most 30; 0 without the preference or when it can't be read. */
export function preferredWait(prefer: string | undefined): number {
  const wait = (prefer ?? '')
    .slice(0, 256)
    .split(/[,;]/)
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,6})"?\s*$/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  return Math.min(Number(wait ?? 0), LONGEST_WAIT_S);
}
