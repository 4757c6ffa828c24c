import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../logging/logger.js';
import { type ProcessHost } from './process-host.port.js';
import { runApp } from './run-app.js';
import { type Shutdown } from './shutdown.js';

function fakeHost(): ProcessHost & { stop: (signal: string, error?: unknown) => void; parentAlive: boolean } {
  const fake = {
    parentAlive: true,
    stop: (_signal: string, _error?: unknown): void => undefined,
    onStopSignal: (listener: (signal: string, error: unknown) => void) => {
      fake.stop = (signal, error = null) => listener(signal, error);
      return () => undefined;
    },
    isAlive: () => fake.parentAlive,
  };
  return fake;
}

describe('running an app', () => {
  it('closes what was opened in reverse order at a signal and ends with status 0', async () => {
    const host = fakeHost();
    const closed: string[] = [];
    const running = runApp({
      logger: silentLogger,
      host,
      start: (shutdown) => {
        shutdown.add('database', () => void closed.push('database'));
        shutdown.add('consumer', async () => {
          await Promise.resolve();
          closed.push('consumer');
        });
        return Promise.resolve();
      },
    });
    host.stop('SIGTERM');
    host.stop('SIGTERM');
    expect(await running).toBe(0);
    expect(closed).toEqual(['consumer', 'database']);
  });

  it('closes the others when one fails, and ends with status 1', async () => {
    const host = fakeHost();
    const closed: string[] = [];
    const start = (shutdown: Shutdown): Promise<void> => {
      shutdown.add('first', () => void closed.push('first'));
      shutdown.add('second', () => Promise.reject(new Error('Closing.')));
      return Promise.resolve();
    };
    const running = runApp({ logger: silentLogger, host, start });
    host.stop('SIGINT');
    expect([await running, closed]).toEqual([1, ['first']]);
  });

  it('gives up at the deadline', async () => {
    const host = fakeHost();
    const start = (shutdown: Shutdown): Promise<void> => {
      shutdown.add('stuck', () => new Promise(() => undefined));
      return Promise.resolve();
    };
    const running = runApp({ logger: silentLogger, host, start, deadlineMs: 5 });
    host.stop('SIGINT');
    expect(await running).toBe(1);
  });

  it('stops when its parent is gone', async () => {
    const host = fakeHost();
    const running = runApp({ logger: silentLogger, host, parentPid: 4, start: () => Promise.resolve() });
    host.parentAlive = false;
    expect(await running).toBe(0);
  });

  it('closes what was open and ends with status 1 when starting fails, or when nobody caught an error', async () => {
    const closed: string[] = [];
    const start = (shutdown: Shutdown): Promise<void> => {
      shutdown.add('database', () => void closed.push('database'));
      return Promise.reject(new Error('Starting.'));
    };
    expect(await runApp({ logger: silentLogger, host: fakeHost(), start })).toBe(1);
    const host = fakeHost();
    const running = runApp({ logger: silentLogger, host, start: () => Promise.resolve() });
    host.stop('uncaught error', new Error('Oops.'));
    expect([await running, closed]).toEqual([1, ['database']]);
  });

  it('closes at once what is opened while it is closing', async () => {
    const host = fakeHost();
    let late = false;
    const start = (shutdown: Shutdown): Promise<void> => {
      shutdown.add('early', () => shutdown.add('late', () => void (late = true)));
      return Promise.resolve();
    };
    const running = runApp({ logger: silentLogger, host, start });
    host.stop('SIGINT');
    await running;
    expect(late).toBe(true);
  });
});
