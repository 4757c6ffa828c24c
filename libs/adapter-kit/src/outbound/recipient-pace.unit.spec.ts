import { describe, expect, it } from '@jest/globals';
import { evenPace } from './recipient-pace.js';

const COA = { endpoint: 'COA', unit: null };
const ROTTERDAM = { endpoint: 'GEM', unit: '0599' };

describe('the pace of a recipient', () => {
  const world = (rates: Readonly<Record<string, number>>) => {
    const state = { now: 0, waited: [] as number[], rates: { ...rates } as Record<string, number> };
    const pace = evenPace({
      rateOf: ({ endpoint }) => state.rates[endpoint] ?? null,
      clock: { monotonic: () => state.now },
      wait: (ms) => {
        state.waited.push(ms);
        return Promise.resolve();
      },
    });
    const turns = async (count: number, recipient = COA as typeof COA | typeof ROTTERDAM): Promise<number[]> => {
      state.waited = [];
      for (let n = 0; n < count; n += 1) await pace.turn(recipient, new AbortController().signal);
      return state.waited;
    };
    return { state, turns };
  };

  it('lets everything go at once where nobody named a rate', async () => {
    expect(await world({}).turns(100)).toEqual([]);
  });

  it('gives turns at even distances, in the order asked', async () => {
    expect(await world({ COA: 4 }).turns(4)).toEqual([250, 500, 750]);
  });

  it('saves up no burst while nothing comes', async () => {
    const { state, turns } = world({ COA: 10 });
    await turns(1);
    state.now = 60_000;
    expect(await turns(3)).toEqual([100, 200]);
  });

  it('holds each unit to its own rate, and follows a rate that changes', async () => {
    const { state, turns } = world({ COA: 1, GEM: 2 });
    expect(await turns(2)).toEqual([1000]);
    expect(await turns(2, ROTTERDAM)).toEqual([500]);
    state.now = 10_000;
    state.rates['COA'] = 100;
    expect(await turns(2)).toEqual([10]);
    delete state.rates['COA'];
    expect(await turns(9)).toEqual([]);
  });
});
