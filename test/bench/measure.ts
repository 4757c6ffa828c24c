/** One line of a bench: microseconds of CPU and of wall clock per item. */
export interface Measured {
  readonly name: string;
  readonly items: number;
  readonly cpuMicros: number;
  readonly wallMicros: number;
  readonly perSecond: number;
  readonly remark: string;
}

export interface Stopwatch {
  /** The figures since the start, for so many items. */
  stop(name: string, items: number, remark?: string): Measured;
}

/** CPU time is this process's own: servers are processes of their own and don't count. */
export function startWatch(): Stopwatch {
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  return {
    stop: (name, items, remark = '') => {
      const wall = Number(process.hrtime.bigint() - began) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const cpuMicros = (user + system) / items;
      return { name, items, cpuMicros, wallMicros: wall / items, perSecond: (items / wall) * 1e6, remark };
    },
  };
}

const WARM_UP_MS = 400;
const ROUND_MS = 400;
const ROUNDS = 5;

/** The median of five rounds of a pure step, after a warm-up. `step` gets a running number, so that inputs can vary. */
export function measureStep(name: string, step: (turn: number) => unknown, remark = ''): Measured {
  let turn = 0;
  const run = (ms: number): number => {
    const until = performance.now() + ms;
    let done = 0;
    while (performance.now() < until) {
      for (let inner = 0; inner < 64; inner += 1) kept = step(turn++);
      done += 64;
    }
    return done;
  };
  run(WARM_UP_MS);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const watch = startWatch();
    return watch.stop(name, run(ROUND_MS), remark);
  }).sort((one, other) => one.cpuMicros - other.cpuMicros);
  const median = rounds[Math.floor(ROUNDS / 2)];
  if (median === undefined) throw new Error('Measuring: no round was run.');
  return median;
}

// Results are kept somewhere, or the compiler might leave the work out.
let kept: unknown;
export const lastResult = (): unknown => kept;
