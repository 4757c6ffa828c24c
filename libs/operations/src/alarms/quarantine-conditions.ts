import type { QuarantineCount } from '#lib/persistence';
import type { AlarmThresholds } from './alarm-thresholds.js';
import type { Condition } from './condition.js';

/**
 * What was set aside lately and no plan has had read again: one alarm for the case log, one per endpoint for its deliveries. What was there for
 * long is in the list, and raises nothing any more. Pure.
 */
export function quarantineConditions(
  counts: readonly QuarantineCount[],
  { quarantineSeconds }: AlarmThresholds,
): readonly Condition[] {
  const groups = Map.groupBy(counts, ({ endpoint }) => endpoint);
  return [...groups].map(([endpoint, group]) => {
    const fresh = group.filter(({ newestOpenAgeSeconds: age }) => age !== null && age < quarantineSeconds);
    const count = fresh.reduce((sum, { open }) => sum + open, 0);
    return { code: 'quarantine', endpoint, unit: null, level: count > 0 ? 'warning' : 'none', since: null, count };
  });
}
