import { describe, expect, it } from '@jest/globals';
import { CasePlay, type PlayBench } from './case-play.fixture.js';

/** Mulberry32: a sequence of its own for each play, the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Everything at once, in hundreds of orders. A play that fails names its seed. */
export function describeInterleavings(bench: () => PlayBench, plays: number, atOnce: number): void {
  describe('cases that arrive, fail, are released, stopped and lifted, by processes that die, all at once', () => {
    it(`neither lose, nor overtake, nor let a removal message escape a stop, in ${plays} plays`, async () => {
      const faults: string[] = [];
      const seeds = Array.from({ length: plays }, (_, seed) => seed + 1);
      const play = async (): Promise<void> => {
        for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
          faults.push(...(await faultsOf(bench(), seed).catch((error: unknown) => [`play ${seed}: ${String(error)}`])));
      };
      await Promise.all(Array.from({ length: atOnce }, play));
      expect(faults).toEqual([]);
    }, 300_000);
  });
}

async function faultsOf(bench: PlayBench, seed: number): Promise<readonly string[]> {
  const play = new CasePlay(bench, randomOf(seed));
  await play.run();
  const rows = await play.rows();
  const found: string[] = [];
  const fault = (holds: boolean, what: string): void => {
    if (!holds) found.push(`play ${seed}: ${what}`);
  };
  const numbers = rows.map(({ seq }) => seq);
  fault(JSON.stringify(numbers) === JSON.stringify(play.taken.map((_, n) => n + 1)), `numbers ${numbers.join(' ')}`);
  const unfinished = rows.filter(({ state, resolution }) => state !== 'DELIVERED' && resolution === null);
  fault(unfinished.length === 0, `unfinished ${unfinished.map(({ seq, state }) => `${seq} ${state}`).join(', ')}`);
  fault(play.escaped.length === 0, `removal messages attempted in a stopped case: ${play.escaped.join(', ')}`);
  const arrived = new Set(play.accepted);
  const lost = rows.filter(({ state, deliveryId }) => state === 'DELIVERED' && !arrived.has(deliveryId));
  // A zombie's word that something arrived is the recipient's own.
  fault(lost.length === 0, `delivered without an attempt: ${lost.map(({ seq }) => seq).join(', ')}`);
  for (const lane of ['CASE', 'STOP'] as const) {
    // What was on hold, and a stop that was dead, goes by a plan of its own, whatever has passed it meanwhile.
    const order = play.accepted.flatMap((id) =>
      rows
        .filter(
          (row) => row.deliveryId === id && row.lane === lane && !row.removal && (lane === 'CASE' || row.deaths === 0),
        )
        .map(({ seq }) => seq),
    );
    fault(
      JSON.stringify(order) === JSON.stringify([...order].sort((a, b) => a - b)),
      `${lane} order ${order.join(' ')}`,
    );
  }
  const { caseKey } = play.of('a', 1);
  const left = await bench.stores.blockedCases.find(play.of('a', 1), caseKey);
  fault(left === null, `the case is still ${left?.state ?? ''}`);
  return found;
}
