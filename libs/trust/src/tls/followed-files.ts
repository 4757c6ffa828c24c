import { statSync } from 'node:fs';

/**
 * Something that is read from files and read again when they change, at most every `everyMs` and only when asked. So a file that an operator
 * replaces counts within that time, without a restart and without a watcher that may miss it. What can't be read is thrown at whoever asks.
 */
export class FollowedFiles<T> {
  private seen = '';
  private looked = -Infinity;
  private held: { readonly value: T } | null = null;

  constructor(
    private readonly paths: readonly string[],
    private readonly read: () => T,
    private readonly monotonic: () => number,
    private readonly everyMs = 1_000,
  ) {}

  value(): T {
    const now = this.monotonic();
    if (this.held !== null && now - this.looked < this.everyMs) return this.held.value;
    const marks = this.paths.map(markOf).join(' ');
    if (this.held === null || marks !== this.seen) {
      // Nothing is held while reading fails: an old list must not live on because the new one is broken.
      this.held = null;
      this.held = { value: this.read() };
      this.seen = marks;
    }
    this.looked = now;
    return this.held.value;
  }
}

function markOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '-' : `${found.ino}:${found.size}:${found.mtimeMs}`;
}
