import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalClusterError } from '../local-cluster-error.js';
import type { RunningProgram } from '../keeper/keeper.client.js';
import { logTail } from './log-tail.js';

export interface Waiting {
  readonly name: string;
  readonly program: RunningProgram;
  readonly logFile: string;
  readonly withinMs: number;
  /** True once the server answers; false or a rejection means not yet. */
  readonly isReady: () => Promise<boolean>;
}

/** @throws LocalClusterError with the last lines of the server's log when it ends early or never answers */
export async function waitUntilReady({ name, program, logFile, withinMs, isReady }: Waiting): Promise<void> {
  let ended = false;
  void program.ended.then(() => (ended = true));
  const giveUpAt = performance.now() + withinMs;
  while (!ended && performance.now() < giveUpAt) {
    if (await isReady().catch(() => false)) return;
    await Promise.race([pause(50), program.ended]);
  }
  // Half started, it would hold the ports and the data that the next attempt needs.
  if (!ended) kill(program.pid);
  const what = ended ? 'ended while starting' : `did not answer within ${withinMs / 1000} s`;
  throw new LocalClusterError(`${name} ${what}. Its last lines:\n${logTail(logFile)}`, `The whole log is ${logFile}.`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone in between.
  }
}
