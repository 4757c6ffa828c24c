import { setTimeout as pause } from 'node:timers/promises';
import type { PlanView } from '#lib/replay';
import { ConsoleRefused, type ConsoleClient } from '../console/console-client.js';
import { progressBar } from './progress-bar.js';

const EVERY_MS = 500;
/** A console that died is back within seconds; so many looks in a row may fail, one each half second. */
const MOST_FAILURES = 60;

export interface Following {
  /** A line that replaces the one before it, at a terminal; null elsewhere. */
  readonly redraw: ((line: string) => void) | null;
  /** Each change, for machines and where no terminal is. */
  readonly changed: (plan: PlanView) => void;
}

/** Looks at a plan until `isOver`, also over a restart of the console. Answers with how it then stands. */
export async function followPlan(
  client: Pick<ConsoleClient, 'get'>,
  planId: string,
  isOver: (plan: PlanView) => boolean,
  { redraw, changed }: Following,
): Promise<PlanView> {
  let seen = '';
  let failures = 0;
  for (;;) {
    const plan = await client.get<PlanView>(`/v1/replay-plans/${planId}`).catch((error: unknown) => {
      if (isForGood(error) || ++failures > MOST_FAILURES) throw error;
      return null;
    });
    if (plan !== null) {
      failures = 0;
      const mark = JSON.stringify([plan.state, plan.planning, plan.run]);
      if (mark !== seen) changed(plan);
      seen = mark;
      redraw?.(progressBar(plan));
      if (isOver(plan)) return plan;
    }
    await pause(EVERY_MS);
  }
}

/** The dry run is done, or there will be none. */
export function isPlanned(plan: PlanView): boolean {
  return plan.state !== 'PLANNING';
}

/** It runs no more, and what became of all that it began is known. */
export function isRun(plan: PlanView): boolean {
  return plan.state !== 'PLANNING' && plan.state !== 'RUNNING' && (plan.run?.underWay ?? 0) === 0;
}

/** Refused, and not because the console can't answer at this moment: without keys or database, or asked too often. */
function isForGood(error: unknown): boolean {
  if (error instanceof ConsoleRefused) return error.status < 500 && error.status !== 429;
  return (error as { readonly code?: unknown }).code !== undefined && !(error as { cause?: unknown }).cause;
}
