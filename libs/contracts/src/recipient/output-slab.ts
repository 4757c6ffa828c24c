const SLAB_BYTES = 64 * 1024;

/** Larger values get memory of their own: a slab lives as long as the last value in it. */
const LARGEST_IN_SLAB = SLAB_BYTES / 16;

/**
 * Memory for many small values in a row. Asking for a buffer costs as much as filling it; this asks once for some hundred of them, as
 * Node's own pool does, and wastes nothing of what was reserved and not written.
 */
export class OutputSlab {
  /** Where to write, from `at` on, after `reserve`. */
  bytes = Buffer.alloc(0);
  at = 0;

  /** At most so many bytes are going to be written. */
  reserve(room: number): void {
    if (this.at + room <= this.bytes.length) return;
    this.bytes = Buffer.allocUnsafeSlow(room > LARGEST_IN_SLAB ? room : SLAB_BYTES);
    this.at = 0;
  }

  /** What was written up to `end`. */
  take(end: number): Buffer {
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }
}
