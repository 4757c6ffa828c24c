import { afterAll, describe, expect, it } from '@jest/globals';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

/** `COA` or `GEM:0599` → different deliveries and repeats, as the partners' own systems count them. */
type Counts = Readonly<Record<string, { readonly deliveries: number; readonly repeats: number }>>;

describe('When the router is killed in the middle of a story', () => {
  const place = new HubPlace();

  afterAll(() => place.remove(), 60_000);

  it('the same deliveries arrive, none lost and none doubled in effect', async () => {
    const hub = SchakelProcess.start(['up'], place.env);
    try {
      await hub.whenUp(place);
      const undisturbed = await played(place);
      const killed = SchakelProcess.start(['play', 'S1', '--json'], place.env);
      let before = 0;
      for (const after of [2, 5, 8]) {
        await until(`step ${after} was played`, () => killed.stdout.split('\n').length > after);
        // A router decides before the hub has noticed that it is ready, and says which process it is.
        await until('the hub knows its router', () => place.hub().routerPid !== before);
        before = place.hub().routerPid;
        process.kill(before, 'SIGKILL');
      }
      const finished = await killed.whenEnded();

      expect({
        status: finished.status,
        problem: finished.status === 0 ? '' : finished.stderr + finished.stdout,
      }).toEqual({ status: 0, problem: '' });
      expect(finished.stdout.trim().split('\n')).toHaveLength(12);
      const disturbed = await countsOf(place);
      expect(Object.keys(undisturbed).length).toBeGreaterThan(5);
      const effects = (counts: Counts) => Object.entries(counts).map(([name, { deliveries }]) => [name, deliveries]);
      const twice = effects(undisturbed).map(([name, deliveries]) => [name, 2 * Number(deliveries)]);
      expect(effects(disturbed)).toEqual(twice);
    } finally {
      await hub.stop();
    }
  }, 240_000);
});

async function played(place: HubPlace): Promise<Counts> {
  const finished = await SchakelProcess.run(['play', 'S1', '--json'], place.env);
  const problem = finished.status === 0 ? '' : finished.stderr + finished.stdout;
  expect({ status: finished.status, problem }).toEqual({ status: 0, problem: '' });
  return countsOf(place);
}

async function countsOf(place: HubPlace): Promise<Counts> {
  const response = await fetch(`${place.hub().simulator}/counts`);
  return (await response.json()) as Counts;
}
