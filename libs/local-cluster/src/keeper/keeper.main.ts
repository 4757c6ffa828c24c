/**
 * The keeper: a small process of its own that starts Kafka and PostgreSQL and outlives whoever asked for them just long enough to stop them.
 * A parent that is killed outright (`kill -9`) can stop nothing any more; the keeper sees the channel to it close, which no signal can prevent.
 *
 * It imports built-in modules only and uses erasable TypeScript only, so that it runs from source (tests) as well as from the build.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import process from 'node:process';

/** A program to run. `stopWithinMs` is how long it may take to stop by itself before it is killed. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly logFile: string;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
}

export type KeeperCommand =
  | { readonly kind: 'start'; readonly program: Program }
  /** A process group that someone else started and that must not outlive the parent. */
  | { readonly kind: 'adopt'; readonly processGroup: number }
  | { readonly kind: 'release'; readonly processGroup: number }
  | { readonly kind: 'remove-at-end'; readonly path: string }
  | { readonly kind: 'stop' };

export type KeeperEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'started'; readonly name: string; readonly pid: number }
  | { readonly kind: 'not-started'; readonly name: string; readonly code: string }
  | {
      readonly kind: 'exited';
      readonly name: string;
      readonly pid: number;
      readonly code: number | null;
      readonly signal: string | null;
    }
  | { readonly kind: 'stopped' };

const running = new Map<string, { program: Program; child: ChildProcess; ended: Promise<void> }>();
const adopted = new Set<number>();
const removedAtEnd: string[] = [];
let stopping: Promise<void> | null = null;

function tell(event: KeeperEvent): void {
  if (process.connected) process.send?.(event, () => undefined);
}

function start(program: Program): void {
  keepPrevious(program.logFile);
  const log = openSync(program.logFile, 'w', 0o600);
  const child = spawn(program.command, program.args, {
    cwd: program.cwd,
    env: program.env,
    stdio: ['ignore', log, log],
    ...(program.uid === null ? {} : { uid: program.uid }),
    ...(program.gid === null ? {} : { gid: program.gid }),
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      running.delete(program.name);
      tell({ kind: 'not-started', name: program.name, code: error.code ?? 'UNKNOWN' });
      resolve();
    });
    child.once('exit', (code, signal) => {
      running.delete(program.name);
      tell({ kind: 'exited', name: program.name, pid: child.pid ?? 0, code, signal });
      resolve();
    });
  });
  if (child.pid === undefined) return;
  running.set(program.name, { program, child, ended });
  tell({ kind: 'started', name: program.name, pid: child.pid });
}

/** A server that is started again after it died must not take away what it said when it did. */
function keepPrevious(logFile: string): void {
  try {
    renameSync(logFile, `${logFile}.previous`);
  } catch {
    // The first start.
  }
}

async function stopAll(): Promise<void> {
  for (const group of adopted) killGroup(group);
  await Promise.all(
    [...running.values()].map(async ({ program, child, ended }) => {
      child.kill(program.stopSignal);
      const deadline = setTimeout(() => child.kill('SIGKILL'), program.stopWithinMs);
      await ended;
      clearTimeout(deadline);
    }),
  );
  for (const path of removedAtEnd) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  tell({ kind: 'stopped' });
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Already gone, which is what was wanted.
  }
}

function end(): void {
  stopping ??= stopAll().finally(() => process.exit(0));
}

function obey(command: KeeperCommand): void {
  switch (command.kind) {
    case 'start':
      // A command that crosses a stop on its way must not bring anything up again.
      if (stopping === null) start(command.program);
      return;
    case 'adopt':
      adopted.add(command.processGroup);
      return;
    case 'release':
      adopted.delete(command.processGroup);
      return;
    case 'remove-at-end':
      removedAtEnd.push(command.path);
      return;
    case 'stop':
      end();
  }
}

process.on('message', obey);
process.on('disconnect', end);
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('SIGHUP', end);
tell({ kind: 'ready' });
