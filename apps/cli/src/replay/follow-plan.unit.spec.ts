import { describe, expect, it } from '@jest/globals';
import type { PlanView } from '#lib/replay';
import { ConsoleRefused, NotLoggedIn } from '../console/console-client.js';
import { followPlan, isRun } from './follow-plan.js';

const running = { state: 'RUNNING', planning: null, run: { underWay: 1 } } as unknown as PlanView;
const done = { state: 'DONE', planning: null, run: { underWay: 0 } } as unknown as PlanView;
const silent = new Error('The console does not answer.', { cause: new Error('ECONNREFUSED') });

/** A console that gives these answers, one at each look. */
function follow(...answers: (PlanView | Error)[]) {
  const states: string[] = [];
  const get = <T>(): Promise<T> => {
    const next = answers.shift();
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next as T);
  };
  const over = followPlan({ get }, 'plan-1', isRun, { redraw: null, changed: ({ state }) => void states.push(state) });
  return { over, states };
}

describe('following a plan', () => {
  it('tells each change once, and ends when it is known what became of all', async () => {
    const { over, states } = follow(running, running, done);
    expect(await over).toBe(done);
    expect(states).toEqual(['RUNNING', 'DONE']);
  });

  it.each([
    ['that is being started again', silent],
    ['that has no keys or no database', new ConsoleRefused(503, 'unavailable', 'Not at this moment.')],
    ['that fails', new ConsoleRefused(500, 'failed', 'The console answered 500.')],
    ['that is asked too often', new ConsoleRefused(429, 'too-often', 'Slower.')],
  ])('goes on past a console %s', async (_what, trouble) => {
    const { over, states } = follow(running, trouble, done);
    expect(await over).toBe(done);
    expect(states).toEqual(['RUNNING', 'DONE']);
  });

  it.each([
    ['a plan that is not there', new ConsoleRefused(404, 'not-found', 'There is no such plan.')],
    ['a role that is missing', new ConsoleRefused(403, 'role-missing', 'That takes another role.')],
    ['a log-in that has ended', new NotLoggedIn('The log-in has ended.')],
  ])('ends at once over %s, and says so', async (_what, refusal) => {
    await expect(follow(running, refusal, done).over).rejects.toBe(refusal);
  });
});
