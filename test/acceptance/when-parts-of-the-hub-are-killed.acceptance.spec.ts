import { randomInt } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runChaos, type ChaosOutcome } from '../chaos/chaos-run.js';
import { ALL_CHECKS } from '../chaos/checks/all-checks.js';

/** The small form of `npm run chaos`: servers of its own, for broker and database are killed too. */
describe('When parts of the hub are killed under load, and recipients fail', () => {
  const seed = randomInt(1_000_000);
  const again = `npm run chaos -- --seed ${seed} --messages 2000 --kills 7 --outage 30 --replay`;
  let outcome: ChaosOutcome;

  beforeAll(async () => {
    const said: string[] = [];
    try {
      outcome = await runChaos({
        ...{ messages: 2_000, seed, kills: 7, minutes: 0, outageMs: 30_000, atOnce: 16, replay: true },
        progress: (line) => said.push(line),
      });
    } catch (cause) {
      throw new Error(`The run broke off. Once more: ${again}\n${said.join('\n')}`, { cause });
    }
  }, 900_000);

  it('every message is accepted in the end, and each part was killed once and came back', () => {
    const { submissions } = outcome.evidence;
    const accepted = submissions.filter(({ answers }) => answers.some(({ status }) => status === 202));
    expect([accepted.length, outcome.kills.length]).toEqual([2_000, 7]);
  });

  it('the troubles were felt: something arrived again, was refused for good, and waited behind it', () => {
    const { arrivals, replay } = outcome.evidence;
    const felt = { repeats: outcome.repeats, arrived: arrivals.length, dead: replay?.dead, parked: replay?.parked };
    expect(Object.entries(felt).filter(([, count]) => count === undefined || count === 0)).toEqual([]);
  });

  it.each(ALL_CHECKS.map(({ id, promise }) => [id, promise] as const))('%s: %s', (id) => {
    const finding = outcome.findings.find((one) => one.id === id);
    expect({ again, ...finding }).toMatchObject({ again, faults: [] });
  });
});
