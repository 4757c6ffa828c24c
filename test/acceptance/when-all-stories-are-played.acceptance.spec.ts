import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HubPlace, SchakelProcess } from './driver/schakel-process.js';

interface Step {
  readonly step: string;
  readonly message: string;
  readonly sender: string;
  readonly facts: readonly string[];
  readonly delivered: readonly { readonly recipient: string; readonly removed: readonly string[] }[];
  readonly refused: Readonly<Record<string, readonly string[]>>;
  readonly payload?: Readonly<Record<string, unknown>>;
}

interface Story {
  readonly id: string;
  readonly steps: readonly Step[];
}

const STORIES = resolve(import.meta.dirname, '../../schemas/stories');

describe('When the other case stories are played on one hub', () => {
  const place = new HubPlace();
  let hub: SchakelProcess;

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env);
    await hub.whenUp(place);
  }, 180_000);

  afterAll(async () => {
    await hub.stop();
    await place.remove();
  }, 60_000);

  it.each([
    ['S2', 'forced removal from detention, with a mission'],
    ['S3', 'a family with minor children'],
    ['S4', 'an unaccompanied minor, and a variant in the same case'],
    ['S5', 'a medical case with a stop'],
    ['S6', 'a Dublin transfer'],
  ])(
    '%s, %s: every step is as the story says',
    async (id) => {
      const finished = await SchakelProcess.run(['play', id, '--json'], place.env);
      const problem = finished.status === 0 ? '' : finished.stdout + finished.stderr;
      expect({ status: finished.status, problem }).toEqual({ status: 0, problem: '' });
      expect(finished.stdout.trim().split('\n')).toHaveLength(storyOf(id).steps.length);
    },
    120_000,
  );

  it('S1 with a withdrawal instead of an extension: DT&V and IND hear of it, and nothing goes to IOM afterwards', async () => {
    const file = join(place.state, 'withdrawn.json');
    writeFileSync(file, JSON.stringify(withdrawal(storyOf('S1'))));
    const finished = await SchakelProcess.run(['play', file, '--json'], place.env);
    const problem = finished.status === 0 ? '' : finished.stdout + finished.stderr;
    expect({ status: finished.status, problem }).toEqual({ status: 0, problem: '' });
  }, 120_000);

  it('a story that is not there is named, with what can be played', async () => {
    const finished = await SchakelProcess.run(['play', 'S9'], place.env);
    expect(finished.status).toBe(1);
    expect(finished.stderr).toMatch(/no readable story "S9".*S1 to S6/);
  }, 60_000);
});

function storyOf(id: string): Story {
  return JSON.parse(readFileSync(join(STORIES, `${id}.json`), 'utf8')) as Story;
}

/** The variant that S1 names among its checks: she withdraws on day 20, while the consent still runs. */
function withdrawal(story: Story): Story {
  const contents = JSON.parse(readFileSync(join(STORIES, 'contents.json'), 'utf8')) as Record<string, Step['payload']>;
  const until18 = story.steps.slice(0, 8).map((step) => ({ ...step, payload: { ...contents[step.step] } }));
  const applied = story.steps.find(({ step }) => step === '1.10');
  const cleared = story.steps.find(({ step }) => step === '1.9');
  if (applied === undefined || cleared === undefined) throw new Error('S1 has changed.');
  const facts = applied.facts.filter((fact) => fact !== 'IOM_CONSENT');
  return {
    ...story,
    id: 'withdrawn',
    steps: [
      ...until18,
      { ...applied, at: 'D+20', step: 'v.1', facts, payload: { changeType: 'INGETROKKEN' } } as Step,
      { ...cleared, at: 'D+21', step: 'v.2' } as Step,
    ],
  };
}
