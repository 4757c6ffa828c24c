/** Time comes in through this port, so that it can be fixed in tests. Pure code gets a time passed in instead. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** The same as RFC 3339 in UTC with milliseconds and `Z`. */
  iso(): string;
  /** Milliseconds that never go backwards; only differences mean something. For durations and deadlines. */
  monotonic(): number;
}
