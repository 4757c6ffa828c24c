/** Starts so many works per second for so long, whether those before have ended or not, and waits for the last. */
export async function steadily(perSecond: number, forMs: number, work: () => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  let failure: Error | null = null;
  const begun = performance.now();
  for (let n = 0; failure === null; n += 1) {
    const due = begun + (n * 1000) / perSecond;
    if (due >= begun + forMs) break;
    if (due > performance.now()) await new Promise((go) => setTimeout(go, due - performance.now()));
    const one = work()
      .catch((cause: unknown) => void (failure ??= new Error('Benching: a work failed.', { cause })))
      .finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  if (failure !== null) throw failure as Error;
}
