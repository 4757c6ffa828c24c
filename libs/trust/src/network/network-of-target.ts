/** Where a push target may lie: on the internet, or in named ranges of a private network. */
export interface NetworkOfTarget {
  /** CIDR, e.g. `10.20.30.0/24`; empty = public addresses alone. */
  readonly privateRanges: readonly string[];
}
