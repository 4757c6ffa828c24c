/** Tries up to `tries` times with a growing pause, for steps that a fresh or moving broker answers late. */
export async function retried<T>(
  step: () => Promise<T>,
  tries = 6,
  worthwhile: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (attempt >= tries || !worthwhile(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
    }
  }
}
