const LOOK_AGAIN_MS = 5;

/** Waits until the condition holds; fails after `seconds` naming what was waited for. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waiting for ${what} took more than ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
