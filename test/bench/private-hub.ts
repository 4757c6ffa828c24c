import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/platform';

export interface PrivateHub {
  /** CPU that the adapters' process has used so far. */
  adapterCpuMicros(): Promise<number>;
  stop(): Promise<void>;
}

/** `schakel up` in a state folder of its own, with servers of its own, without limits at its doors; router stopped once it is up. */
export async function startPrivateHub(state: string, progress: (line: string) => void): Promise<PrivateHub> {
  const unlimited = {
    SCHAKEL_DOOR_PER_SECOND: '1000000',
    SCHAKEL_DOOR_BURST: '1000000',
    SCHAKEL_DOOR_CONCURRENCY: '10000',
  };
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/apps/cli/src/main.js'), 'up'], {
    env: { ...process.env, ...unlimited, SCHAKEL_STATE: state },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-4_000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const file = join(state, 'hub.json');
  progress('starting a hub of its own');
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`The hub did not come up:\n${said}`);
    await new Promise((again) => setTimeout(again, 100));
  }
  const hub = JSON.parse(readFileSync(file, 'utf8')) as { readonly adapters: string; readonly routerPid: number };
  process.kill(hub.routerPid, 'SIGSTOP');
  return {
    adapterCpuMicros: async () => {
      const metrics = await (await fetch(`${hub.adapters}/metrics`)).text();
      const seconds = /^process_cpu_seconds_total(?:\{[^}]*\})? ([\d.e+-]+)/m.exec(metrics)?.[1];
      if (seconds === undefined) throw new Error('Benching: the adapters tell no CPU time.');
      return Number(seconds) * 1e6;
    },
    stop: async () => {
      process.kill(hub.routerPid, 'SIGCONT');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
