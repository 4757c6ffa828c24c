import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('a counter', () => {
  it('is shared by all who ask for it by its name, so that several adapters in one process count together', async () => {
    const metrics = new Metrics();
    for (const adapter of ['coa', 'ind']) metrics.counter('received_total', 'Received.', ['adapter']).inc({ adapter });
    const lines = (await metrics.text()).split('\n').filter((line) => !line.startsWith('#') && line !== '');
    expect(lines).toEqual(['received_total{adapter="coa"} 1', 'received_total{adapter="ind"} 1']);
  });
});

describe('figures that are looked up', () => {
  it('are fresh whenever they are read', async () => {
    const metrics = new Metrics();
    const waiting = metrics.gauge('waiting', 'Waiting.');
    let now = 3;
    metrics.refreshedBy(() => Promise.resolve(waiting.set(now)));
    expect(await metrics.text()).toContain('waiting 3');
    now = 0;
    expect(await metrics.text()).toContain('waiting 0');
  });

  it('stay as they were, and say so, when they can’t be looked up', async () => {
    const metrics = new Metrics();
    metrics.gauge('waiting', 'Waiting.').set(3);
    metrics.refreshedBy(() => Promise.reject(new Error('The database does not answer.')));
    expect(await metrics.text()).toMatch(/waiting 3[^]*schakel_metrics_stale_total 1/);
  });
});
