import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { filePushTargets } from './push-targets.js';

describe('filePushTargets', () => {
  let folder: string;
  let now = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-targets-'));
    now = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keys = new Map([
    ['COA', 'coa-key'],
    ['GEM:0599', 'rotterdam-key'],
  ]);
  const coa = { endpoint: 'COA', unit: null } as const;
  const rotterdam = { endpoint: 'GEM', unit: '0599' } as const;
  const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), JSON.stringify(content));

  it('is the simulator unless an operator named an address', () => {
    write('simulator.json', { url: 'http://127.0.0.1:7040' });
    write('push-targets.json', { 'GEM:0599': 'https://rotterdam.example/in' });
    const targets = filePushTargets(folder, keys, () => now);
    expect(targets.targetOf(coa)).toEqual({ url: new URL('http://127.0.0.1:7040/inbox/COA/-'), key: 'coa-key' });
    expect(targets.targetOf(rotterdam)).toEqual({ url: new URL('https://rotterdam.example/in'), key: 'rotterdam-key' });
  });

  it('is nobody without an address, without a key, or with an address that is none', () => {
    const targets = filePushTargets(folder, keys, () => now);
    expect(targets.targetOf(coa)).toBeNull();
    write('simulator.json', { url: 'file:///etc/passwd' });
    now += 2000;
    expect(targets.targetOf(coa)).toBeNull();
    write('simulator.json', { url: 'http://127.0.0.1:7040' });
    now += 2000;
    expect(targets.targetOf(coa)).not.toBeNull();
    expect(targets.targetOf({ endpoint: 'IOM', unit: null })).toBeNull();
  });
});
