import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { draft2027 } from '../fixtures/rules/changed-rules.fixture.js';
import { ReleaseWithRules } from './driver/release-with-rules.js';
import { HubPlace, SchakelProcess, until, type Finished } from './driver/schakel-process.js';

// A whole hub is started twice, and each command is a process of its own.
jest.setTimeout(240_000);

const NOW = '2026-11-01';
const NEXT = '2027-draft';

interface Line {
  readonly message: string;
  readonly ruleSetId: string;
  readonly cell: { readonly refusal: string | null } | null;
}

describe('When another rule set is activated', () => {
  const place = new HubPlace();
  const release = new ReleaseWithRules(NEXT, draft2027());
  let hub: SchakelProcess;

  const schakel = (...args: string[]): Promise<Finished> => {
    const started = SchakelProcess.start(args, place.env, release.root);
    return started.whenEnded();
  };

  beforeAll(async () => {
    hub = SchakelProcess.start(['up'], place.env, release.root);
    await hub.whenUp(place);
  });

  afterAll(async () => {
    await hub.stop();
    await place.remove();
    release.remove();
  });

  it('what is decided after it is decided by the new rules, and what was decided before stays', async () => {
    expect((await schakel('play', 'S1', '--json')).status).toBe(0);
    const activated = await schakel('rules', 'activate', NEXT);
    expect(activated.stdout).toContain(
      `Rule set ${NEXT} stands in 6 of 6 partitions (6 written now, 0 had it already).`,
    );
    expect(activated.stdout).toContain('6 of 6 partitions decide by it.');
    // The story expects what the rules of now say: the municipality hears of the departure.
    expect((await schakel('play', 'S1', '--json')).status).toBe(1);

    const told = await until('the ledger has them', async () => {
      const lines = await departuresTold();
      return lines.some(({ ruleSetId }) => ruleSetId === NEXT) ? lines : null;
    });
    expect(told.filter(({ ruleSetId }) => ruleSetId === NOW).map(({ cell }) => cell?.refusal)).toContain(null);
    const later = told.filter(({ ruleSetId }) => ruleSetId === NEXT).map(({ cell }) => cell?.refusal);
    expect(later).not.toContain(null);
  });

  it('it stays in force when the hub starts again, and recompute agrees over both', async () => {
    await hub.stop();
    hub = SchakelProcess.start(['up'], place.env, release.root);
    await hub.whenUp(place);
    expect(hub.stderr).toContain(`rule set ${NEXT} is in force in 6 of 6 partitions`);
    const { status, stdout } = await schakel('recompute', '--json');
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { agree: true, differences: 0 }]);
  });

  it('activating the one before it puts the old rules in force again', async () => {
    const activated = await schakel('rules', 'activate', NOW, '--json');
    expect(JSON.parse(activated.stdout)).toEqual({ ruleSet: NOW, partitions: 6, written: 6, inForce: 6 });
    expect((await schakel('play', 'S1', '--json')).status).toBe(0);
    expect((await schakel('recompute')).status).toBe(0);
  });

  /** Cells of GEM on departures (M33), newest first. */
  async function departuresTold(): Promise<readonly Line[]> {
    const { stdout } = await schakel('ledger', '--json', '--message', 'M33', '--recipient', 'GEM', '--limit', '1000');
    return (JSON.parse(stdout) as { readonly lines: readonly Line[] }).lines;
  }
});
