import { type Logger } from '../logging/logger.js';
import { nodeProcessHost } from './node-process-host.js';
import { type ProcessHost } from './process-host.port.js';
import { Shutdown } from './shutdown.js';

export interface RunAppOptions {
  readonly logger: Logger;
  /** Opens everything and adds each part to `shutdown` as soon as it is open. May end before the app does. */
  readonly start: (shutdown: Shutdown) => Promise<void>;
  /** Stop when this process is gone (`HubConfig.parentPid`). */
  readonly parentPid?: number | null;
  /** Time to close, ms. Default 25 s: orchestrators kill after 30. */
  readonly deadlineMs?: number;
  readonly host?: ProcessHost;
}

const PARENT_POLL_MS = 500;

/**
 * Runs until a signal, the death of the parent, an uncaught error or `shutdown.request`, then closes everything in reverse order.
 * Answers with the exit status: 0 when asked to stop and closed in time, otherwise 1. Use: `process.exit(await runApp(...))`.
 */
export async function runApp(options: RunAppOptions): Promise<number> {
  const { logger, host = nodeProcessHost, deadlineMs = 25_000, parentPid = null } = options;
  const shutdown = new Shutdown(logger);
  const stopListening = host.onStopSignal((signal, error) => {
    if (error !== null) logger.error('An error was caught by nobody.', { error });
    shutdown.request(signal, error === null ? 0 : 1);
  });
  const watch =
    parentPid === null
      ? undefined
      : setInterval(() => {
          if (!host.isAlive(parentPid)) shutdown.request('the parent process is gone');
        }, PARENT_POLL_MS);
  // The signal handlers alone do not keep Node alive while an app waits for its first event.
  const keepAlive = setInterval(() => undefined, 60_000);
  options.start(shutdown).catch((error: unknown) => {
    logger.error('Starting failed.', { error });
    shutdown.request('starting failed', 1);
  });
  const { reason, exitStatus } = await shutdown.requested;
  logger.info('Stopping.', { reason });
  const closed = await shutdown.closeAll(deadlineMs);
  clearInterval(watch);
  clearInterval(keepAlive);
  stopListening();
  return closed ? exitStatus : 1;
}
