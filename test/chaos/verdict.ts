import type { ChaosOutcome } from './chaos-run.js';

const SHOWN = 5;

/** What a person reads when a run is over: figures, a line per invariant, and the verdict. */
export function verdictOf({ evidence, findings, kills, repeats, loadMs, holds, keptIn }: ChaosOutcome): string {
  const { submissions, arrivals } = evidence;
  const tries = submissions.reduce((sum, { answers }) => sum + answers.length, 0);
  const victims = Map.groupBy(kills, ({ target }) => target);
  const killed = [...victims].map(([target, all]) => `${target} ${all.length}×`).join(', ');
  const slowest = Math.max(0, ...kills.map(({ backAfterMs }) => backAfterMs));
  return [
    '',
    `${submissions.length} messages sent in ${(loadMs / 1000).toFixed(0)} s (${tries} requests), ${arrivals.length} deliveries arrived, ${repeats} repeats dropped by the recipients`,
    `${kills.length} kills: ${killed === '' ? 'none' : killed}; the slowest was back after ${(slowest / 1000).toFixed(1)} s`,
    '',
    ...findings.flatMap(({ id, promise, seen, faults }) => [
      `${faults.length === 0 ? '✔' : '✘'} ${id.padEnd(5)} ${promise}`,
      `        ${seen}`,
      ...faults.slice(0, SHOWN).map((fault) => `      ✘ ${fault}`),
      ...(faults.length > SHOWN ? [`      ✘ and ${faults.length - SHOWN} more`] : []),
    ]),
    '',
    holds ? '✔ Everything holds.' : `✘ Not everything holds. The hub's state and logs are kept in ${keptIn}.`,
  ].join('\n');
}
