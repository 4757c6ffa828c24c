/** Joins calls with the same key that overlap in time: one runs, the others get its result. */
export class SingleFlight<T> {
  private readonly running = new Map<string, Promise<T>>();

  get(key: string, run: () => Promise<T>): { readonly result: Promise<T>; readonly own: boolean } {
    const known = this.running.get(key);
    if (known !== undefined) return { result: known, own: false };
    const result = run().finally(() => this.running.delete(key));
    this.running.set(key, result);
    return { result, own: true };
  }
}
