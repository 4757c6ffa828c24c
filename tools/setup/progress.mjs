import process from 'node:process';

// npm prints a pre-script's standard output even under -s, and `npm -s start -- --json` promises nothing else there.
export const say = (text) => process.stderr.write(`${text}\n`);

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Says what is being done, does it, says how long it took. */
export async function step(text, work) {
  const since = performance.now();
  say(`schakel: ${text} ...`);
  const result = await work();
  say(`schakel: ${text}: done in ${seconds(since)}`);
  return result;
}
