import type { LedgerPosition } from '#lib/persistence';

/** How far the ledger was when it was asked; whoever reads a listing must be able to say of which moment it is. */
export interface AsOf {
  /** Accepted time of the last decision in it; null when it is empty. */
  readonly time: string | null;
  /** When it last took something, by the database's clock. */
  readonly takenAt: string | null;
  /** Partition of the decisions topic → next offset. */
  readonly decisions: Readonly<Record<string, number>>;
}

export function asOf(positions: readonly LedgerPosition[]): AsOf {
  const decisions = positions.filter(({ stream }) => stream === 'decisions');
  const entries = positions.filter(({ stream }) => stream !== 'quarantine');
  const latest = (times: readonly (string | null)[]) =>
    times
      .filter((time) => time !== null)
      .sort()
      .at(-1) ?? null;
  return {
    time: latest(decisions.map(({ lastTime }) => lastTime)),
    takenAt: latest(entries.map(({ takenAt }) => takenAt)),
    decisions: Object.fromEntries(decisions.map(({ partition, nextOffset }) => [partition, nextOffset])),
  };
}

export function asOfInWords({ time, takenAt, decisions }: AsOf): string {
  const places = Object.entries(decisions).map(([partition, next]) => `${partition}:${next}`);
  if (places.length === 0) return 'The ledger is empty: its projector has not taken anything yet.';
  return `As of ${time ?? 'the beginning'} (last entry stored ${takenAt ?? 'never'}; decisions up to ${places.join(' ')})`;
}
