import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#lib/platform';

export interface HubAddresses {
  readonly router: string;
  readonly ledger: string;
  readonly adapters: string;
  readonly simulator: string;
  readonly prefix: string;
  /** By app, and `kafka` and `postgres`. */
  readonly pids: Readonly<Record<string, number>>;
}

export interface CommandSaid {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As an overloaded agency would, the load knocks without limit; the doors’ limits have tests of their own. */
const UNLIMITED = {
  SCHAKEL_DOOR_PER_SECOND: '1000000',
  SCHAKEL_DOOR_BURST: '1000000',
  SCHAKEL_DOOR_CONCURRENCY: '10000',
};
/** Whatever names other servers or another place would make this somebody else’s hub. */
const NOT_OURS = /^(KAFKA_|DATABASE_URL$|SCHAKEL_)/;

/** A whole hub as its users start it (`schakel up`), with servers, state and ports of its own. */
export class ChaosHub {
  private constructor(
    readonly state: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly child: ChildProcess,
    private readonly ended: Promise<void>,
  ) {}

  static async start(): Promise<ChaosHub> {
    const state = mkdtempSync(join(tmpdir(), 'schakel-chaos-'));
    const rest = Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name));
    const env = { ...Object.fromEntries(rest), NODE_OPTIONS: '', ...UNLIMITED, SCHAKEL_STATE: state };
    const child = spawn(process.execPath, [program(), 'up', '--clock', 'system'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-4_000)));
    let gone = false;
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() => void (gone = true));
    while (!existsSync(join(state, 'hub.json'))) {
      if (gone) throw new Error(`The hub did not come up:\n${said}`);
      await pause(100);
    }
    return new ChaosHub(state, env, child, ended);
  }

  addresses(): HubAddresses {
    return JSON.parse(readFileSync(join(this.state, 'hub.json'), 'utf8')) as HubAddresses;
  }

  databaseUrl(): string {
    return this.servers().databaseUrl;
  }

  /** How the hub’s servers are reached, as settings are read. */
  settings(): Readonly<Record<string, string>> {
    const { kafkaBrokers, kafka, databaseUrl, prefix } = this.servers();
    return {
      KAFKA_BROKERS: kafkaBrokers.join(','),
      KAFKA_SECURITY: kafka.protocol,
      KAFKA_SASL_MECHANISM: kafka.mechanism,
      KAFKA_CREDENTIALS: kafka.credentialsFolder,
      DATABASE_URL: databaseUrl,
      SCHAKEL_PREFIX: prefix,
      SCHAKEL_STATE: this.state,
      KAFKA_ADMIN_FILE: join(this.state, 'secrets', 'kafka-admin.json'),
    };
  }

  /** The command line, as an operator of this hub uses it. */
  run(...args: readonly string[]): Promise<CommandSaid> {
    return this.runAs({}, ...args);
  }

  /** The same with settings of its own: somebody else's session. */
  async runAs(own: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CommandSaid> {
    const env = { ...this.env, ...own };
    const child = spawn(process.execPath, [program(), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, stdout, stderr };
  }

  /** Stops it and takes everything away; with `keep` its state stays, for whoever looks for what went wrong. */
  async end(keep = false): Promise<void> {
    const place = join(this.state, 'postgres', 'place.json');
    const database = existsSync(place) ? (JSON.parse(readFileSync(place, 'utf8')) as { folder: string }).folder : null;
    this.child.kill('SIGTERM');
    await this.ended;
    if (keep) return;
    for (const folder of [this.state, ...(database === null ? [] : [database])]) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }

  private servers(): {
    readonly kafkaBrokers: readonly string[];
    readonly kafka: Readonly<Record<'protocol' | 'mechanism' | 'credentialsFolder', string>>;
    readonly databaseUrl: string;
    readonly prefix: string;
  } {
    return JSON.parse(readFileSync(join(this.state, 'secrets', 'servers.json'), 'utf8')) as ReturnType<
      ChaosHub['servers']
    >;
  }
}

function program(): string {
  return join(projectRoot(), 'dist/apps/cli/src/main.js');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
