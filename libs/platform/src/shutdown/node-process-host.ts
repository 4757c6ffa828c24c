import { type ProcessHost } from './process-host.port.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const UNCAUGHT = ['uncaughtException', 'unhandledRejection'] as const;

export const nodeProcessHost: ProcessHost = {
  onStopSignal(listener) {
    const onSignal = (signal: string): void => listener(signal, null);
    const onError = (error: unknown): void =>
      listener('uncaught error', error ?? new Error('Rejecting without a reason.'));
    for (const signal of SIGNALS) process.on(signal, onSignal);
    for (const event of UNCAUGHT) process.on(event, onError);
    return () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      for (const event of UNCAUGHT) process.off(event, onError);
    };
  },
  isAlive(pid) {
    // A dead direct parent shows at once; its number may be taken by another process later.
    if (pid === firstParent && process.ppid !== firstParent) return false;
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
};

const firstParent = process.ppid;
