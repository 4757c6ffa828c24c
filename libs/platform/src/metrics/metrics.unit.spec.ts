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
