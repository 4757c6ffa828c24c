import type { Oldest, RecipientLoad, RecipientLoads } from '#lib/persistence';
import type { Metrics } from '#lib/platform';

/**
 * How each recipient is doing, as figures; read from the database when somebody asks for them. Labels are endpoints and units, which are codes.
 * `endpoints`: of whom; default all.
 */
export function recipientGauges(metrics: Metrics, loads: RecipientLoads, endpoints?: readonly string[]): void {
  const whose = ['endpoint', 'unit'] as const;
  const deliveries = metrics.gauge(
    'schakel_recipient_deliveries',
    'Deliveries that are not delivered, by state. Dead ones that were skipped or replaced are left out.',
    [...whose, 'state'],
  );
  const oldest = metrics.gauge(
    'schakel_recipient_oldest_seconds',
    'Age of the oldest that waits, is dead, on hold or blocks its case; 0 when there is none.',
    [...whose, 'kind'],
  );
  const blocked = metrics.gauge(
    'schakel_recipient_blocked_cases',
    'Cases that stand still behind a dead letter.',
    whose,
  );
  const unreachable = metrics.gauge('schakel_recipient_unreachable', '1: it is tried now and then only.', whose);
  const paused = metrics.gauge('schakel_recipient_paused', '1: above a cap; nothing but stops goes to it.', whose);
  const show = (load: RecipientLoad): void => {
    const { endpoint } = load;
    const unit = load.unit ?? '';
    for (const state of ['waiting', 'attempting', 'parked', 'held', 'dead'] as const) {
      deliveries.set({ endpoint, unit, state }, load[state]);
    }
    const age = (one: Oldest | null): number => one?.ageSeconds ?? 0;
    oldest.set({ endpoint, unit, kind: 'waiting' }, age(load.oldestWaiting));
    oldest.set({ endpoint, unit, kind: 'dead' }, age(load.oldestDead));
    oldest.set({ endpoint, unit, kind: 'held' }, age(load.oldestHeld));
    oldest.set({ endpoint, unit, kind: 'blocked' }, age(load.oldestBlocked));
    blocked.set({ endpoint, unit }, load.blockedCases);
    unreachable.set({ endpoint, unit }, load.circuit?.open === true ? 1 : 0);
    paused.set({ endpoint, unit }, load.paused ? 1 : 0);
  };
  metrics.refreshedBy(async () => {
    for (const load of await loads.read(endpoints === undefined ? {} : { endpoints })) show(load);
  });
}
