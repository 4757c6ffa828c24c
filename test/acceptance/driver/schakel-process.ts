import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openKafkaLog } from '#lib/messaging';
import { openDatabase } from '#lib/persistence';
import { groupNames } from '#lib/platform';
import { removePrincipals, testBroker } from '#lib/testing';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface RunningHub {
  readonly pid: number;
  readonly kafkaBrokers: readonly string[];
  readonly prefix: string;
  readonly router: string;
  readonly routerPid: number;
  /** By app, and of `kafka` and `postgres`. */
  readonly pids: Readonly<Record<string, number>>;
  readonly ledger: string;
  readonly adapters: string;
  readonly simulator: string;
  readonly identity: string;
  readonly console: string;
  readonly doors: Readonly<Record<string, string>>;
}

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A state folder and a prefix of its own, so that suites do not meet each other on one broker. */
export class HubPlace {
  readonly state = mkdtempSync(join(tmpdir(), 'schakel-acceptance-'));
  readonly prefix = `t-${randomUUID().slice(0, 8)}`;

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_OPTIONS: '', SCHAKEL_STATE: this.state, SCHAKEL_PREFIX: this.prefix };
  }

  hub(): RunningHub {
    return JSON.parse(readFileSync(join(this.state, 'hub.json'), 'utf8')) as RunningHub;
  }

  isUp(): boolean {
    return existsSync(join(this.state, 'hub.json'));
  }

  log(name: string): string {
    const file = join(this.state, 'logs', `${name}.log`);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Takes away what this place left on the broker and in the database, which may be a user's own. Call it when the hub has stopped. */
  async remove(): Promise<void> {
    const { KAFKA_BROKERS, DATABASE_URL } = process.env;
    if (KAFKA_BROKERS !== undefined) {
      const log = await openKafkaLog({ access: testBroker(), clientId: 'acceptance' });
      await log.deleteTopics((await log.topics()).filter((topic) => topic.startsWith(`${this.prefix}.`)));
      await log.deleteGroups(groupNames(this.prefix).all());
      await log.close();
      await removePrincipals(this.prefix);
    }
    if (DATABASE_URL !== undefined) {
      const database = await openDatabase(DATABASE_URL, this.prefix);
      await database.dropSchema();
      await database.close();
    }
    const ownDatabase = join(this.state, 'postgres', 'place.json');
    if (existsSync(ownDatabase)) {
      rmSync((JSON.parse(readFileSync(ownDatabase, 'utf8')) as { folder: string }).folder, {
        recursive: true,
        force: true,
      });
    }
    rmSync(this.state, { recursive: true, force: true });
  }
}

/** The command `schakel` as a user runs it: the compiled program in a process of its own. */
export class SchakelProcess {
  stdout = '';
  stderr = '';
  private readonly ended: Promise<number | null>;

  private constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.stdout += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString('utf8')));
    this.ended = new Promise((done) => child.once('close', (code) => done(code)));
  }

  /** `root`: of another release than this one. */
  static start(args: readonly string[], env: NodeJS.ProcessEnv, root = ROOT): SchakelProcess {
    const child = spawn(process.execPath, [join(root, 'dist/apps/cli/src/main.js'), ...args], {
      cwd: root,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    return new SchakelProcess(child);
  }

  static async run(args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
    const process = SchakelProcess.start(args, env);
    process.child.stdin?.end(input);
    return process.whenEnded();
  }

  /** Resolves when `up` has opened everything; fails with what it said when it ends before that. */
  async whenUp(place: HubPlace): Promise<void> {
    let gone = false;
    void this.ended.then(() => (gone = true));
    await until('the hub is up', () => place.isUp() || gone, 180_000);
    if (!place.isUp()) throw new Error(`The hub did not come up:\n${this.stderr.slice(-4_000)}`);
  }

  async whenEnded(): Promise<Finished> {
    const status = await this.ended;
    return { status, stdout: this.stdout, stderr: this.stderr };
  }

  async stop(): Promise<Finished> {
    this.child.kill('SIGTERM');
    return this.whenEnded();
  }
}

/** Polls until the condition holds; fails with the given words when it does not within the deadline. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  deadlineMs = 60_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`Waited ${deadlineMs / 1000} s in vain until ${what}.`);
    await new Promise((again) => setTimeout(again, 100));
  }
}
