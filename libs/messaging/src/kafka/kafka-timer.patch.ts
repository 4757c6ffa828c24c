import { createRequire } from 'node:module';

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

const PATCHED = Symbol.for('schakel.kafkajs.calm-request-queue');

/**
 * kafkajs 2.2.4 re-arms a timer with a negative delay after each request, also when nothing waits: 4.5 % of a core at rest and
 * a TimeoutNegativeWarning on Node 24 (https://github.com/tulios/kafkajs/issues/1751). The patch arms it only when something
 * waits or the broker throttles. Call it before the first client is made; calling it again does nothing.
 */
export function calmRequestQueue(): void {
  const require = createRequire(import.meta.url);
  const queue = (require('kafkajs/src/network/requestQueue/index.js') as { prototype: RequestQueue }).prototype;
  const marked = queue as RequestQueue & { [PATCHED]?: true };
  if (marked[PATCHED]) return;
  const original: unknown = Reflect.get(queue, 'scheduleCheckPendingRequests');
  if (typeof original !== 'function') throw new Error('Patching kafkajs failed: this is not version 2.2.4');
  queue.scheduleCheckPendingRequests = function calm(this: RequestQueue) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    original.call(this);
  };
  marked[PATCHED] = true;
}
