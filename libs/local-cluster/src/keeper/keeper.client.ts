import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { rm } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { LocalClusterError } from '../local-cluster-error.js';
import type { KeeperCommand, KeeperEvent, Program } from './keeper.main.js';

/** How a program ended: its exit code, the signal that ended it, or the reason why it never started (ENOENT, EACCES, ...). */
export type Ended = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly notStarted: string | null;
};

export interface RunningProgram {
  readonly pid: number;
  /** Resolves when the program ends, for whatever reason; never rejects. */
  readonly ended: Promise<Ended>;
}

/** This process's side of the keeper: it starts programs through it and stops them all at once. */
export class Keeper {
  readonly #events = new EventEmitter();
  readonly #pids = new Set<number>();
  readonly #removedAtEnd: string[] = [];
  readonly #gone: Promise<unknown>;
  #stopping: Promise<void> | null = null;

  private constructor(readonly child: ChildProcess) {
    this.#events.setMaxListeners(0);
    child.on('message', (event: KeeperEvent) => this.#hear(event));
    this.#gone = once(child, 'exit');
    void this.#gone.then(() => this.#survive());
  }

  /** Starts a keeper in a session of its own: Ctrl-C in the terminal reaches this process, which then stops the servers in order. */
  static async start(): Promise<Keeper> {
    const file = fileURLToPath(
      new URL(`./keeper.main.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
    );
    const { NODE_OPTIONS: _ours, ...env } = process.env;
    const child = fork(file, [], {
      detached: true,
      env,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const keeper = new Keeper(child);
    const first = await Promise.race([keeper.#next('ready'), keeper.#gone.then(() => null)]);
    if (first === null) {
      throw new LocalClusterError(
        'The process that looks after Kafka and PostgreSQL ended at once.',
        'Start again; if it happens again, run `npm run build` first.',
      );
    }
    return keeper;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Starts a program and hands over its process id as soon as there is one. */
  async start(program: Program): Promise<RunningProgram> {
    const ended = this.#ended(program.name);
    const pid = this.#pidOf(program.name);
    this.#send({ kind: 'start', program });
    const first = await Promise.race([pid, ended]);
    if (typeof first !== 'number') {
      throw new LocalClusterError(
        `${program.command} could not be started (${first.notStarted ?? 'the keeper is gone'}).`,
        first.notStarted === 'ENOENT'
          ? 'It is not installed, or not on the PATH.'
          : 'Check that the file exists and that this user may run it.',
      );
    }
    return { pid: first, ended };
  }

  /** From now on the servers keep nobody alive: a process that has nothing left to do may end, which stops them. */
  unref(): void {
    this.child.channel?.unref();
    this.child.unref();
  }

  /** Runs a program to its end. */
  async run(program: Program): Promise<Ended> {
    return (await this.start(program)).ended;
  }

  /** From now on this process group is killed when this process dies without having stopped it. */
  adopt(processGroup: number): void {
    this.#send({ kind: 'adopt', processGroup });
  }

  release(processGroup: number): void {
    this.#send({ kind: 'release', processGroup });
  }

  /** The file or folder is removed once all programs have stopped, also when this process was killed. */
  removeAtEnd(path: string): void {
    this.#removedAtEnd.push(path);
    this.#send({ kind: 'remove-at-end', path });
  }

  get isStopping(): boolean {
    return this.#stopping !== null;
  }

  /** Stops every program, waits until they are gone, and ends the keeper. */
  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      this.child.ref();
      this.#send({ kind: 'stop' });
      await this.#gone;
      // Done by the keeper already, unless it was killed.
      for (const path of this.#removedAtEnd) await rm(path, { recursive: true, force: true, maxRetries: 5 });
    })();
    return this.#stopping;
  }

  #send(command: KeeperCommand): void {
    if (this.child.connected) this.child.send(command, () => undefined);
  }

  #hear(event: KeeperEvent): void {
    if (event.kind === 'started') this.#pids.add(event.pid);
    if (event.kind === 'exited') this.#pids.delete(event.pid);
    this.#events.emit(event.kind, event);
  }

  #next(kind: KeeperEvent['kind']): Promise<KeeperEvent> {
    return new Promise((resolve) => this.#events.once(kind, resolve));
  }

  #pidOf(name: string): Promise<number> {
    return new Promise((resolve) =>
      this.#events.on('started', (event: Extract<KeeperEvent, { kind: 'started' }>) => {
        if (event.name === name) resolve(event.pid);
      }),
    );
  }

  #ended(name: string): Promise<Ended> {
    return new Promise((resolve) => {
      this.#events.on('exited', (event: Extract<KeeperEvent, { kind: 'exited' }>) => {
        if (event.name === name) resolve({ code: event.code, signal: event.signal, notStarted: null });
      });
      this.#events.on('not-started', (event: Extract<KeeperEvent, { kind: 'not-started' }>) => {
        if (event.name === name) resolve({ code: null, signal: null, notStarted: event.code });
      });
      void this.#gone.then(() =>
        resolve({ code: null, signal: null, notStarted: 'the process that looks after it is gone' }),
      );
    });
  }

  /** A keeper that was killed has left its programs running: nobody else will stop them. */
  #survive(): void {
    if (this.child.signalCode === null) return;
    for (const pid of this.#pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    }
  }
}
