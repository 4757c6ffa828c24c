import { Option, type Command } from 'commander';
import { watchLaunchers } from '#lib/local-cluster';
import { startHub, type StartedHub } from '../hub/start-hub.js';
import { play } from '../play/play-on-hub.js';

interface UpOptions {
  readonly play?: string;
  readonly exit?: boolean;
  readonly json?: boolean;
  readonly fresh?: boolean;
  readonly clock: 'story' | 'system';
}

export function registerUp(program: Command): void {
  program
    .command('up')
    .description('Starts the whole hub on this machine: Kafka, PostgreSQL, router, adapters and the partner simulator.')
    .option('--play <story>', 'play a story (S1 to S6, or a file) once the hub is up')
    .option('--exit', 'end after the story; exit status 0 only when every step was as expected')
    .option('--json', 'one machine-readable line per step on standard output, nothing else there')
    .option('--fresh', 'throw away the state of earlier runs (.schakel) first')
    .addOption(
      new Option(
        '--clock <clock>',
        'whose clock counts: of this machine, or of the story being played (development only)',
      )
        .choices(['story', 'system'])
        .default('story'),
    )
    .addHelpText(
      'after',
      `
KAFKA_BROKERS and DATABASE_URL use servers of your own instead of the embedded ones.
SCHAKEL_STATE (default .schakel) is where state, secrets and logs lie; SCHAKEL_PREFIX (default schakel) names topics and the SQL schema.`,
    )
    .action(async (options: UpOptions) => {
      process.exitCode = await up(options);
    });
}

async function up(options: UpOptions): Promise<number> {
  const interrupted = interruption();
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  let hub: StartedHub | null = null;
  try {
    hub = await startHub({
      fresh: options.fresh ?? false,
      clock: options.clock,
      onProgress: progress,
      stopped: interrupted.signal,
    });
    if (interrupted.signal.aborted) return 130;
    let status = 0;
    if (options.play !== undefined) {
      const outcome = await Promise.race([play(hub.running, options.play, options.json ?? false), interrupted.promise]);
      if (outcome === null) return 130;
      status = outcome.asExpected === outcome.total ? 0 : 1;
    }
    if (options.exit === true) return status;
    if (options.json !== true) process.stdout.write(`${hub.addresses}\n`);
    await interrupted.promise;
    return status;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    throw error;
  } finally {
    if (hub !== null) {
      progress('Stopping …');
      await hub.stop();
    }
  }
}

/** Ctrl-C, kill, a closed terminal and the end of the npm that started us end the hub in order; a second one does not tear down what is already being stopped. */
function interruption(): { readonly signal: AbortSignal; readonly promise: Promise<null> } {
  const controller = new AbortController();
  const promise = new Promise<null>((resolve) => {
    const stop = (): void => {
      controller.abort();
      resolve(null);
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
    // Killed hard, npm can't pass the signal on. Started without npm, the hub may outlive the shell (nohup, setsid).
    if (process.env['npm_lifecycle_event'] !== undefined) watchLaunchers(stop);
  });
  return { signal: controller.signal, promise };
}
