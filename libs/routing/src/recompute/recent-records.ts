/** More than one router writes between two commits, so that nearly every repeat is recognised without reading back. */
const MOST = 5_000;

/** Fingerprints of the records that were compared last. Bounded. */
export class RecentRecords {
  private readonly fingerprints = new Map<string, string>();

  add(id: string, fingerprint: string): void {
    this.fingerprints.set(id, fingerprint);
    if (this.fingerprints.size <= MOST) return;
    for (const oldest of this.fingerprints.keys()) {
      this.fingerprints.delete(oldest);
      return;
    }
  }

  has(id: string, fingerprint: string): boolean {
    return this.fingerprints.get(id) === fingerprint;
  }
}
