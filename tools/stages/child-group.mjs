import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from '../setup/project.mjs';

const living = new Set();
const watchers = new Set();

/** Told of every process group that begins and ends, so that something that outlives this process can end it too. */
export function watchGroups(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * Runs a program in a process group of its own, so that it can be ended together with its workers.
 * Resolves with its exit code (the signal's name when it was killed, 'timeout' after `timeoutMs`) and, unless `show`, what it printed.
 */
export function runGroup(command, args, { env = process.env, show = false, timeoutMs = 10 * 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', ...(show ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
    });
    let output = '';
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    living.add(child);
    if (child.pid !== undefined) for (const watcher of watchers) watcher.began(child.pid);
    const deadline = setTimeout(() => {
      timedOut = true;
      signalGroup(child, 'SIGKILL');
    }, timeoutMs);
    const end = (code) => {
      clearTimeout(deadline);
      living.delete(child);
      if (child.pid !== undefined) for (const watcher of watchers) watcher.ended(child.pid);
      resolve({ code: timedOut ? 'timeout' : code, output: output.trim() });
    };
    child.once('error', (error) => end(error.code ?? 'UNKNOWN'));
    child.once('close', (code, signal) => end(code ?? signal));
  });
}

/** Ends every group: first as Ctrl-C would, then for good. */
export async function endGroups() {
  const ending = [...living];
  for (const child of ending) signalGroup(child, 'SIGTERM');
  const giveUpAt = performance.now() + 5_000;
  while (ending.some((child) => living.has(child)) && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const child of ending) signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
