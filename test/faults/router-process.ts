import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '#lib/platform';
import { until } from '#lib/testing';

/** A router as it runs in service: the compiled program in a process of its own, which can be killed and stopped. */
export class RouterProcess {
  readonly ended: Promise<NodeJS.Signals | number | null>;
  private log = '';
  private gone = false;

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (chunk: Buffer) => (this.log += chunk.toString('utf8')));
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.gone = true;
        resolve(signal ?? code);
      });
    });
  }

  /** `fault`: as `SCHAKEL_FAULT` takes it. */
  static start(env: Readonly<Record<string, string>>, fault = ''): RouterProcess {
    const program = join(projectRoot(), 'dist/apps/router/src/main.js');
    const ports = { SCHAKEL_PORT_ROUTER: '0', SCHAKEL_PORT_REGISTRY: '0', SCHAKEL_PARENT_PID: String(process.pid) };
    const child = spawn(process.execPath, [program], {
      env: { ...process.env, ...env, ...ports, NODE_OPTIONS: '', SCHAKEL_FAULT: fault },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return new RouterProcess(child);
  }

  /** Until it has joined its group and routes. */
  async whenRouting(): Promise<void> {
    await until('the router to route', () => this.gone || this.address() !== null, 60);
    if (this.gone) throw new Error(`The router ended while starting:\n${this.log}`);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async stop(): Promise<void> {
    if (this.gone) return;
    // One that stands still can't hear that it should end.
    this.child.kill('SIGCONT');
    this.child.kill('SIGTERM');
    await this.ended;
  }

  /** The value of one of its counters. */
  async metric(name: string): Promise<number> {
    const response = await fetch(`${this.address() ?? ''}/metrics`);
    const found = new RegExp(`^${name} (\\d+)$`, 'm').exec(await response.text());
    return Number(found?.[1] ?? 0);
  }

  async stands(): Promise<boolean> {
    const ps = spawn('ps', ['-o', 'state=', '-p', String(this.child.pid)], { stdio: ['ignore', 'pipe', 'ignore'] });
    let state = '';
    ps.stdout.on('data', (chunk: Buffer) => (state += chunk.toString('utf8')));
    await new Promise((resolve) => ps.once('close', resolve));
    return state.trim().startsWith('T');
  }

  private address(): string | null {
    return /"address":"(http:[^"]+)"[^\n]*"msg":"Routing\."/.exec(this.log)?.[1] ?? null;
  }
}
