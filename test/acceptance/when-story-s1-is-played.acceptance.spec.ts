import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { HubPlace, SchakelProcess, type Finished } from './driver/schakel-process.js';

interface StepLine {
  readonly step: string;
  readonly delivered: readonly { readonly recipient: string; readonly removed: readonly string[] }[];
  readonly refused: Readonly<Record<string, readonly string[]>>;
  readonly asExpected: boolean;
}

const story = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/stories/S1.json'), 'utf8')) as {
  readonly steps: readonly StepLine[];
};

describe('When story S1 is played', () => {
  const place = new HubPlace();

  afterAll(() => place.remove(), 60_000);

  function linesOf(finished: Finished): StepLine[] {
    return finished.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as StepLine);
  }

  it('every step is as the story says, one JSON line each and nothing else on standard output', async () => {
    const finished = await SchakelProcess.run(['up', '--play', 'S1', '--exit', '--json'], place.env);

    expect({ status: finished.status, problem: finished.status === 0 ? '' : finished.stderr }).toEqual({
      status: 0,
      problem: '',
    });
    const lines = linesOf(finished);
    expect(lines.map(({ step, asExpected }) => [step, asExpected])).toEqual(
      story.steps.map(({ step }) => [step, true]),
    );
    for (const [index, line] of lines.entries()) {
      const expected = story.steps[index];
      expect(line.delivered.map(({ recipient, removed }) => [recipient, [...removed].sort()])).toEqual(
        expected?.delivered.map(({ recipient, removed }) => [recipient, [...removed].sort()]),
      );
      expect(sorted(line.refused)).toEqual(sorted(expected?.refused ?? {}));
    }
  }, 240_000);

  it('plays just as well a second time on the same state, for people, and leaves nothing running', async () => {
    const finished = await SchakelProcess.run(['up', '--play', 'S1', '--exit'], place.env);

    expect({
      status: finished.status,
      problem: finished.status === 0 ? '' : finished.stderr + finished.stdout,
    }).toEqual({ status: 0, problem: '' });
    expect(finished.stdout).toContain('S1: 12 of 12 steps as expected');
    expect(finished.stdout).toMatch(/IOM.*M31 VoluntaryReturnApplication/);
    expect(finished.stdout).toMatch(/✔ DTV\s+without counsellingNotes, vulnerabilities/);
    expect(place.isUp()).toBe(false);
  }, 240_000);
});

function sorted(refused: Readonly<Record<string, readonly string[]>>): unknown {
  return Object.fromEntries(Object.entries(refused).map(([code, recipients]) => [code, [...recipients].sort()]));
}
