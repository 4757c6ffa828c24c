import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface MetricsOptions {
  /** Also memory, CPU and event loop of the process. */
  readonly process?: boolean;
}

/** The figures of one app, in a registry of its own. Labels are codes and names from closed lists, never ids or values. */
export class Metrics {
  readonly registry = new Registry();
  private readonly refreshers: (() => Promise<void>)[] = [];

  constructor(options: MetricsOptions = {}) {
    if (options.process === true) collectDefaultMetrics({ register: this.registry });
  }

  /** Asked for again, e.g. by the next adapter in the process, it is the same one. */
  counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    const known = this.registry.getSingleMetric(name);
    if (known instanceof Counter) return known;
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** As `counter`: asked for again it is the same one. */
  gauge<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
    const known = this.registry.getSingleMetric(name);
    if (known instanceof Gauge) return known;
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  /** `buckets` in the unit of the figure; durations in seconds, as Prometheus expects. */
  histogram<L extends string = never>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    buckets: readonly number[] = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  ): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets: [...buckets], registers: [this.registry] });
  }

  /**
   * Called each time before the figures are read, for those that are looked up. One that fails is counted, and leaves its figures as they were:
   * the others can still be read.
   */
  refreshedBy(refresh: () => Promise<void>): void {
    this.refreshers.push(refresh);
  }

  /** Prometheus text format. */
  async text(): Promise<string> {
    const refreshed = await Promise.allSettled(this.refreshers.map((refresh) => refresh()));
    const failed = refreshed.filter(({ status }) => status === 'rejected').length;
    if (failed > 0) this.counter('schakel_metrics_stale_total', 'Figures that could not be looked up.').inc(failed);
    return this.registry.metrics();
  }
}
