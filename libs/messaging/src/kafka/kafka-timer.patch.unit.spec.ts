import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Kafka } from 'kafkajs';
import { calmRequestQueue } from './kafka-timer.patch.js';

interface Queue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: unknown;
  scheduleCheckPendingRequests(): void;
  destroy(): void;
}

const require = createRequire(import.meta.url);
const RequestQueue = require('kafkajs/src/network/requestQueue/index.js') as new (options: object) => Queue;

describe('the calmed request queue of kafkajs', () => {
  calmRequestQueue();
  calmRequestQueue();
  const queue = new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 1_000, clientId: 't', broker: 'b' });
  afterEach(() => queue.destroy());

  it('sets no timer when nothing waits', () => {
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('sets one when something waits', () => {
    queue.pending.push({});
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.pending.pop();
  });

  it('sets one while the broker throttles', () => {
    queue.throttledUntil = Date.now() + 60_000;
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.throttledUntil = -1;
  });

  it('is the queue that clients use', () => {
    expect(queue.scheduleCheckPendingRequests.name).toBe('calm');
    expect(Kafka).toBeDefined();
  });
});
