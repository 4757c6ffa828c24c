import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from './project.mjs';

const running = new Set();

/** Runs a program to its end. Resolves with its exit code and all that it printed; `code` is 'ENOENT' when it is not installed. */
export function runProgram(command, args, { env = process.env, cwd = root, timeoutMs = 15 * 60_000 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    running.add(child);
    const deadline = setTimeout(() => child.kill('SIGTERM'), timeoutMs);
    const end = (code) => {
      clearTimeout(deadline);
      running.delete(child);
      resolve({ code, output: plain(output).trim() });
    };
    child.once('error', (error) => end(error.code ?? 'UNKNOWN'));
    child.once('close', (code, signal) => end(code ?? signal));
  });
}

/** Called when set-up itself is told to stop: no download or build goes on behind the user's back. */
export function stopPrograms() {
  for (const child of running) child.kill('SIGTERM');
}

export const lastLines = (text, count = 15) => text.split('\n').slice(-count).join('\n');

export const firstLines = (text, count = 15) => text.split('\n').slice(0, count).join('\n');

/** Without colours, and without Maven's empty lines and references to its help. */
function plain(output) {
  // eslint-disable-next-line no-control-regex
  const lines = output.replaceAll(/\u001b\[[0-9;]*m/g, '').split('\n');
  return lines
    .filter((line) => !/^\[ERROR\]\s*($|\[Help|To see the full|Re-run Maven|For more information)/.test(line))
    .join('\n');
}
