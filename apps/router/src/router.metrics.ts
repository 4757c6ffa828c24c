import type { Metrics } from '#lib/platform';
import type { Programs } from '#lib/routing';
import type { RoutedChunk } from './routing/route-chunk.js';

/** Figures of the router. Labels are codes from closed lists: never a case, a person or a value. */
export interface RouterMetrics {
  /** `ms`: time that deciding and redacting took, without any writing. */
  routed(chunk: RoutedChunk, ms: number): void;
  lag(partition: number, records: number): void;
  superseded(): void;
  alarm(): void;
}

export function routerMetrics(metrics: Metrics): RouterMetrics {
  const records = metrics.counter('schakel_router_records_total', 'Records of the case log taken.', ['outcome']);
  const deliveries = metrics.counter('schakel_router_deliveries_total', 'Deliveries published.', ['message']);
  const cells = metrics.counter('schakel_router_cells_total', 'Decided cells by refusal code; DELIVERED when none.', [
    'code',
  ]);
  const lag = metrics.gauge('schakel_router_lag_records', 'Records of the partition not yet taken.', ['partition']);
  const superseded = metrics.counter(
    'schakel_router_superseded_total',
    'Chunks given up because another instance took them.',
  );
  const alarms = metrics.counter('schakel_router_alarms_total', 'Records or partitions that somebody must look at.');
  const buckets = [0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.01];
  const seconds = metrics.histogram('schakel_router_record_seconds', 'Deciding and redacting one record.', [], buckets);
  return {
    routed: (chunk, ms) => {
      if (chunk.taken.length > 0) seconds.observe(ms / 1000 / chunk.taken.length);
      for (const { routed } of chunk.taken) {
        const { outcome, code, delivered, refused } = routed.summary;
        records.inc({ outcome });
        if (delivered > 0) {
          deliveries.inc({ message: code ?? '' }, delivered);
          cells.inc({ code: 'DELIVERED' }, delivered);
        }
        for (const [refusal, count] of Object.entries(refused)) cells.inc({ code: refusal }, count);
      }
    },
    lag: (partition, behind) => lag.set({ partition: String(partition) }, behind),
    superseded: () => superseded.inc(),
    alarm: () => alarms.inc(),
  };
}

/** Names the rule sets that this router can decide with: activating another one would stop its partitions, so that is asked first. */
export function showRuleSets(metrics: Metrics, programs: Programs): void {
  const held = metrics.gauge('schakel_router_rule_set_info', 'Rule sets that this router has; always 1.', [
    'id',
    'hash',
  ]);
  for (const { ruleSet } of programs.all) held.set({ id: ruleSet.id, hash: ruleSet.hash }, 1);
}

export const noMetrics: RouterMetrics = {
  routed: () => undefined,
  lag: () => undefined,
  superseded: () => undefined,
  alarm: () => undefined,
};
