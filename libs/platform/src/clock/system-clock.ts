import { performance } from 'node:perf_hooks';
import { type Clock } from './clock.port.js';

export const systemClock: Clock = {
  now: () => Date.now(),
  iso: () => new Date().toISOString(),
  monotonic: () => performance.now(),
};
