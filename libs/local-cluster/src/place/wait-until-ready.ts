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
  /** True once the server answers; false or a rejection means not yet, but for a LocalClusterError: waiting will not help. */
  readonly isReady: () => Promise<boolean>;
}

/** @throws LocalClusterError with the last lines of the server's log when it ends early or never answers, or that of `isReady` */
export async function waitUntilReady({ name, program, logFile, withinMs, isReady }: Waiting): Promise<void> {
  let ended = false;
  let fault: LocalClusterError | null = null;
  const answers = (): Promise<boolean> =>
    isReady().catch((error: unknown) => {
      if (error instanceof LocalClusterError) fault = error;
      return false;
    });
  void program.ended.then(() => (ended = true));
  const giveUpAt = performance.now() + withinMs;
  while (!ended && fault === null && performance.now() < giveUpAt) {
    if (await answers()) return;
    await Promise.race([pause(50), program.ended]);
  }
  // Half started, it would hold the ports and the data that the next attempt needs.
  if (!ended) kill(program.pid);
  if (fault !== null) throw fault as LocalClusterError;
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
