import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '#lib/platform';

export interface ChildAppOptions {
  readonly name: string;
  /** Compiled entry file, relative to the project's root. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Asked until it answers 200. */
  readonly readyUrl: string;
}

export class AppDidNotStart extends Error {
  readonly code = 'app-did-not-start';
}

const POLL_MS = 100;
const READY_DEADLINE_MS = 90_000;
const TERM_DEADLINE_MS = 28_000;

/** One app of the hub as a process of its own: started, watched until ready, stopped with its parent. Its log goes to a file. */
export class ChildApp {
  private readonly exited: Promise<number | null>;
  private ended = false;

  private constructor(
    private readonly options: ChildAppOptions,
    private readonly child: ChildProcess,
  ) {
    this.exited = new Promise((resolve) => {
      child.once('exit', (code) => {
        this.ended = true;
        resolve(code);
      });
      child.once('error', () => {
        this.ended = true;
        resolve(null);
      });
    });
  }

  static async start(options: ChildAppOptions): Promise<ChildApp> {
    mkdirSync(dirname(options.logFile), { recursive: true });
    const log = openSync(options.logFile, 'a');
    const child = spawn(process.execPath, [join(projectRoot(), options.entry), ...(options.args ?? [])], {
      cwd: projectRoot(),
      env: { ...process.env, ...options.env, SCHAKEL_PARENT_PID: String(process.pid) },
      stdio: ['ignore', 'ignore', log],
      // Ctrl-C reaches the whole group of the terminal; the apps are to end in order, when this process tells them to.
      detached: true,
    });
    closeSync(log);
    const app = new ChildApp(options, child);
    try {
      await app.whenReady();
    } catch (error) {
      await app.stop();
      throw error;
    }
    return app;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when the process is gone, for whatever reason. */
  whenGone(): Promise<number | null> {
    return this.exited;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), TERM_DEADLINE_MS);
    await this.exited;
    clearTimeout(timer);
  }

  private async whenReady(): Promise<void> {
    const deadline = performance.now() + READY_DEADLINE_MS;
    while (performance.now() < deadline) {
      if (this.ended) {
        throw new AppDidNotStart(
          `${this.options.name} ended while starting. The end of ${this.options.logFile}:\n${lastLines(this.options.logFile)}`,
        );
      }
      if (await answersOk(this.options.readyUrl)) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new AppDidNotStart(
      `${this.options.name} was not ready within ${READY_DEADLINE_MS / 1000} s. The end of ${this.options.logFile}:\n${lastLines(this.options.logFile)}`,
    );
  }
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  } catch {
    return '(no log)';
  }
}
