import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StatusAnswer } from '../door/door.js';
import { problems } from '../inbound/problems.js';
import type { MessageStatus } from './message-status.js';
import { statusTag } from './status-tag.js';
import { HEARTBEAT_MS, LONGEST_STREAM_MS, StatusWatch, WATCHES_PER_CLIENT, type Seen } from './status-watch.js';

const ACCEPTED: MessageStatus = {
  messageId: 'a4e1b2c3-0000-8000-8000-000000000001',
  type: 'nl.x.v1',
  status: 'ACCEPTED',
  acceptedAt: '2026-03-02T09:00:00.000Z',
  warnings: [],
  links: { self: '/v1/messages/a4e1b2c3-0000-8000-8000-000000000001' },
};
const decided = (state: 'WAITING' | 'DELIVERED' | 'FAILED'): MessageStatus => ({
  ...ACCEPTED,
  status: 'DECIDED',
  recipients: [{ recipient: 'DTV', state }],
});

describe('StatusWatch', () => {
  let now = 0;
  let reads = 0;
  /** What the status is at a time, by the millisecond from which on it is that. */
  let course: readonly (readonly [number, StatusAnswer])[] = [];
  const ok = (status: MessageStatus): StatusAnswer => ({ ok: true, status });
  const read = (): Promise<StatusAnswer> => {
    reads += 1;
    return Promise.resolve(course.findLast(([from]) => from <= now)![1]);
  };
  const watch = new StatusWatch({
    now: () => now,
    pause: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  });
  const followed = async (known: string | null = null): Promise<(string | null)[]> => {
    const seen: (Seen | null)[] = [];
    for await (const one of watch.follow(read, known, new AbortController().signal)) seen.push(one);
    return seen.map((one) =>
      one === null ? null : `${one.status.status} ${one.status.recipients?.[0]?.state ?? ''}`.trim(),
    );
  };

  beforeEach(() => {
    now = 0;
    reads = 0;
    course = [[0, ok(ACCEPTED)]];
  });

  it('shows each status once, in order, and ends when nothing more is to come', async () => {
    course = [...course, [3_000, ok(decided('WAITING'))], [9_000, ok(decided('DELIVERED'))]];
    expect(await followed()).toEqual(['ACCEPTED', 'DECIDED WAITING', 'DECIDED DELIVERED']);
  });

  it('does not show again what was seen before, and ends at once when that was the last', async () => {
    course = [[0, ok(decided('DELIVERED'))]];
    expect(await followed(statusTag(decided('DELIVERED')))).toEqual([]);
    course = [
      [0, ok(ACCEPTED)],
      [1_000, ok(decided('FAILED'))],
    ];
    expect(await followed(statusTag(ACCEPTED))).toEqual(['DECIDED FAILED']);
  });

  it('shows that it lives while nothing happens, and ends after five minutes', async () => {
    const seen = await followed();
    expect(seen[0]).toBe('ACCEPTED');
    expect(new Set(seen.slice(1))).toEqual(new Set([null]));
    expect(seen.length).toBe(LONGEST_STREAM_MS / HEARTBEAT_MS);
    expect(now).toBe(LONGEST_STREAM_MS);
    // A quarter of a second at first, then two; without growing pauses it would be 1,200 questions.
    expect(reads).toBeLessThan(250);
  });

  it('outlives a database that does not answer', async () => {
    course = [...course, [1_000, { ok: false, problem: problems.unavailable() }], [5_000, ok(decided('DELIVERED'))]];
    const seen = await followed();
    expect(seen.filter((one) => one !== null)).toEqual(['ACCEPTED', 'DECIDED DELIVERED']);
  });

  it('waits for a change, no longer than was asked for', async () => {
    const tag = statusTag(ACCEPTED);
    const { signal } = new AbortController();
    course = [...course, [7_000, ok(decided('WAITING'))]];
    expect(await watch.changed(read, tag, 20_000, signal)).toEqual(ok(decided('WAITING')));
    expect(now).toBeLessThan(9_001);
    now = 0;
    expect(await watch.changed(read, tag, 5_000, signal)).toEqual(ok(ACCEPTED));
    expect(now).toBe(5_000);
  });

  it('ends when the caller has hung up, and when the process stops', async () => {
    const gone = new AbortController();
    const ended = new StatusWatch({ now: () => 0 });
    const one = ended.begin('COA', gone.signal)!;
    const other = ended.begin('COA', new AbortController().signal)!;
    gone.abort();
    expect([one.signal.aborted, other.signal.aborted]).toEqual([true, false]);
    ended.stop();
    expect(other.signal.aborted).toBe(true);
    const seen: unknown[] = [];
    for await (const each of ended.follow(read, null, other.signal)) seen.push(each);
    expect(seen).toEqual([]);
  });

  it('lets a client follow so many at once, whatever others do, and counts one that ends twice once', () => {
    const { signal } = new AbortController();
    const all = Array.from({ length: WATCHES_PER_CLIENT }, () => watch.begin('COA', signal));
    expect(all.includes(null)).toBe(false);
    expect([watch.begin('COA', signal), watch.begin('IND', signal) === null]).toEqual([null, false]);
    all[0]?.done();
    all[0]?.done();
    expect([watch.begin('COA', signal) === null, watch.begin('COA', signal)]).toEqual([false, null]);
  });
});
