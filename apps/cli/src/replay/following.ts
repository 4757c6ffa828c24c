import type { PlanView } from '#lib/replay';
import type { Following } from './follow-plan.js';
import { progressBar } from './progress-bar.js';

/** Where progress goes: a line that is drawn over at a terminal; a line per change on standard error elsewhere; JSON lines for machines. */
export function following({ json, changes }: { readonly json: boolean; readonly changes: boolean }): Following {
  const terminal = process.stderr.isTTY;
  const say = (text: string): void => void process.stderr.write(text);
  return {
    redraw: terminal ? (line) => say(`\r\u001b[2K${line}`) : null,
    changed: (plan: PlanView) => {
      if (!changes) return;
      if (json) process.stdout.write(`${JSON.stringify(plan)}\n`);
      else if (!terminal) say(`${progressBar(plan)}\n`);
    },
  };
}
