import type { LedgerStream } from '#lib/persistence';
import type { Metrics } from '#lib/platform';

/** Figures of the ledger. Labels are names from closed lists: never a case or an id. */
export interface LedgerMetrics {
  taken(stream: LedgerStream, fresh: number, repeated: number): void;
  lag(stream: LedgerStream, partition: number, records: number): void;
  alarm(stream: LedgerStream): void;
}

export function ledgerMetrics(metrics: Metrics): LedgerMetrics {
  const entries = metrics.counter('schakel_ledger_entries_total', 'Records taken into the ledger.', ['stream', 'kind']);
  const lag = metrics.gauge('schakel_ledger_lag_records', 'Records not yet in the ledger.', ['stream', 'partition']);
  const alarms = metrics.counter('schakel_ledger_alarms_total', 'Partitions that stopped; somebody must look.', [
    'stream',
  ]);
  return {
    taken: (stream, fresh, repeated) => {
      entries.inc({ stream, kind: 'fresh' }, fresh);
      entries.inc({ stream, kind: 'repeated' }, repeated);
    },
    lag: (stream, partition, records) => lag.set({ stream, partition: String(partition) }, records),
    alarm: (stream) => alarms.inc({ stream }),
  };
}

export const noMetrics: LedgerMetrics = {
  taken: () => undefined,
  lag: () => undefined,
  alarm: () => undefined,
};
