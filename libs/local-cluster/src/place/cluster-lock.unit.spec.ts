import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClusterLock } from './cluster-lock.js';
import { identityOf } from './process-identity.js';

describe('the lock of a folder', () => {
  let folder: string;
  const file = (): string => join(folder, 'local-cluster.lock');
  const ours = (): string => JSON.stringify({ owner: identityOf(process.pid), keeper: null, servers: [] });
  const take = (): Promise<ClusterLock> => ClusterLock.take(folder, () => undefined);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not taken from a living process, nor from one that is just writing it', async () => {
    writeFileSync(file(), '');
    const second = take();
    writeFileSync(file(), ours());
    await expect(second).rejects.toThrow(`is in use by another Schakel (process ${process.pid})`);
    await expect(take()).rejects.toThrow('is in use');
    expect(readFileSync(file(), 'utf8')).toBe(ours());
  });

  it('is taken over when nobody can read it any more', async () => {
    writeFileSync(file(), '{"owner":');
    await take();
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ owner: { pid: process.pid } });
  });
});
