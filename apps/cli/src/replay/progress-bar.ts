import type { PlanView } from '#lib/replay';

const WIDTH = 30;

/** `[##########····················] 340 of 1000 delivered 330, DEAD_AGAIN 10`: of the dry run, or of the run. Pure. */
export function progressBar({ state, planning, run }: PlanView): string {
  if (state === 'PLANNING') {
    return `${bar(planning.judged, planning.found ?? 0)} ${planning.judged} of ${planning.found ?? '?'} judged`;
  }
  if (run === null) return state;
  const ended = run.toSend - run.left - run.underWay;
  const outcomes = Object.entries(run.byOutcome).map(([outcome, count]) => `${outcome} ${count}`);
  const parts = [`${ended} of ${run.toSend}`, `${run.underWay} under way`, ...outcomes];
  return `${bar(ended, run.toSend)} ${state}  ${parts.join(', ')}`;
}

function bar(done: number, all: number): string {
  const filled = all === 0 ? 0 : Math.min(WIDTH, Math.floor((done / all) * WIDTH));
  return `[${'#'.repeat(filled)}${'·'.repeat(WIDTH - filled)}]`;
}
