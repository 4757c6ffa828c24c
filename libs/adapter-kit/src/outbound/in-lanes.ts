import type { DeliveryEnd, TakenRecord } from './deliver-record.js';

/** Cases of one recipient unit that are delivered at the same time; other units have as many of their own. */
const CASES_AT_ONCE = 8;

/**
 * Runs `deliver` in order within one recipient unit, case and lane, and side by side otherwise. One unit that can't be reached holds up
 * neither another unit nor, beyond its own share, the memory of the process.
 */
export async function inLanes(
  taken: readonly TakenRecord[],
  signal: AbortSignal,
  deliver: (one: TakenRecord) => Promise<DeliveryEnd>,
): Promise<DeliveryEnd[]> {
  const units = new Map<string, Map<string, TakenRecord[]>>();
  for (const one of taken) {
    const { unit, caseKey, lane } = one.delivery;
    const lanes = units.get(unit ?? '') ?? new Map<string, TakenRecord[]>();
    units.set(unit ?? '', lanes);
    const key = `${lane} ${caseKey}`;
    lanes.set(key, [...(lanes.get(key) ?? []), one]);
  }
  const runs = await Promise.all([...units.values()].map((lanes) => runUnit([...lanes.values()], signal, deliver)));
  return runs.flat();
}

async function runUnit(
  lanes: TakenRecord[][],
  signal: AbortSignal,
  deliver: (one: TakenRecord) => Promise<DeliveryEnd>,
): Promise<DeliveryEnd[]> {
  // A stop goes before everything that waits (decisions 23).
  const waiting = lanes.sort((a, b) => rank(a) - rank(b));
  const ends: DeliveryEnd[] = [];
  const worker = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const one of lane) {
        const end = signal.aborted ? 'stopped' : await deliver(one);
        ends.push(end);
        if (end === 'stopped') break;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(CASES_AT_ONCE, waiting.length) }, worker));
  return ends;
}

function rank(lane: readonly TakenRecord[]): number {
  return lane[0]?.delivery.lane === 'STOP' ? 0 : 1;
}
