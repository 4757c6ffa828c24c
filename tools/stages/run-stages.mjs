import process from 'node:process';
import { seconds } from '../setup/progress.mjs';
import { failed } from './result.mjs';

export const print = (text) => process.stdout.write(`${text}\n`);

/** Runs lanes side by side and the stages of a lane one after the other; prints a line per stage as it ends. */
export async function runLanes(lanes) {
  const results = await Promise.all(
    lanes.map(async (stages) => {
      const done = [];
      for (const stage of stages) done.push(await runStage(stage));
      return done;
    }),
  );
  return results.flat();
}

export async function runStage(stage) {
  const since = performance.now();
  const result = await stage.run().catch((error) => failed(error.stack ?? String(error)));
  const counts = `${result.passed} passed, ${result.failed} failed${result.skipped > 0 ? `, ${result.skipped} skipped` : ''}`;
  print(`${result.failed > 0 ? '✗' : '✓'} ${stage.name.padEnd(12)} ${counts.padEnd(32)} ${seconds(since)}`);
  return { ...result, failures: result.failures.map((text) => `${stage.name}: ${text}`) };
}

/** Failures in full, then the line that tells it all, alone and last. */
export function printTotal(total) {
  if (total.failures.length > 0) print(`\n${total.failures.map((text) => `✗ ${text}`).join('\n\n')}\n`);
  print(`${total.passed} passed, ${total.failed} failed`);
}
