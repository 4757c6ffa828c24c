import { FAULT_POINTS, noFaults, type FaultPoint, type FaultPoints } from './fault-points.port.js';

const SIGNALS = { kill: 'SIGKILL', stop: 'SIGSTOP' } as const;

/**
 * `SCHAKEL_FAULT=kill-after:decisions:3` kills this process the third time that decisions were written; `stop-after:` halts it until SIGCONT.
 * For tests of the whole process only: without the variable there is nothing here that could be reached.
 */
export function faultsFromEnvironment(text: string | undefined, kill: (signal: NodeJS.Signals) => void): FaultPoints {
  if (text === undefined || text === '') return noFaults;
  const found = /^(kill|stop)-after:([a-z]+):([1-9]\d{0,6})$/.exec(text);
  const point = FAULT_POINTS.find((known) => known === found?.[2]);
  if (found === null || point === undefined) {
    throw new Error(
      `SCHAKEL_FAULT must look like kill-after:decisions:3, with kill or stop and one of ${FAULT_POINTS.join(', ')}.`,
    );
  }
  return after(point, Number(found[3]), () => kill(SIGNALS[found[1] as keyof typeof SIGNALS]));
}

function after(point: FaultPoint, times: number, act: () => void): FaultPoints {
  let left = times;
  return {
    reached: (reached) => {
      if (reached === point) left -= 1;
      if (reached === point && left === 0) act();
      return Promise.resolve();
    },
  };
}
