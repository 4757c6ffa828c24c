import { expect } from '@jest/globals';
import type { WhatBecameOfIt } from './what-became-of-it.js';

/** D1 and D2: the log explains every byte, and receivers see each message once. */
export function expectNothingButRepeats(found: WhatBecameOfIt): void {
  expect(found.partitions.map(({ first }) => first)).toEqual([null, null, null]);
  expect(found.partitions.map(({ undecided }) => undecided)).toEqual([0, 0, 0]);
  expect(found.doubled).toEqual([]);
  expect(found.deliveries).toBeGreaterThan(0);
  expect(found.taken).toBe(found.deliveries);
}
