import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecrets } from './create-secrets.js';
import { openSecrets } from './open-secrets.js';
import { sameSecret } from './same-secret.js';

describe('secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'schakel-secrets-')), 'secrets');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  it('are files that only their owner can read', () => {
    createSecrets(folder, { recipients: ['COA'] });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  it('stay the same when set-up runs again, which adds only what is missing', () => {
    createSecrets(folder, { recipients: ['COA'] });
    const [key, token] = [openSecrets(folder).caseKey(), openSecrets(folder).pushKeys().get('COA')];
    createSecrets(folder, { recipients: ['COA', 'GEM:0599'] });
    const again = openSecrets(folder);
    expect(again.caseKey()).toEqual(key);
    expect(again.pushKeys().get('COA')).toBe(token);
    expect(again.pushKeys().get('GEM:0599')).toMatch(/^[\w-]{43}$/);
    expect([...again.pushKeys().keys()]).toEqual(['COA', 'GEM:0599']);
    expect(again.originMacKeys().keys.get(again.originMacKeys().current)).toHaveLength(32);
    expect(new Set([again.caseKey(), again.referenceKey(), again.storageKey()].map(String)).size).toBe(3);
  });

  it('say what to do when a file is missing', () => {
    expect(() => openSecrets(folder).caseKey()).toThrow(/npm start/);
  });

  it('show nothing of a file that is broken', () => {
    createSecrets(folder, { recipients: [] });
    writeFileSync(join(folder, 'case-key.json'), '{"key": CANARY');
    expect(() => openSecrets(folder).caseKey()).toThrow(/Restore it from a copy/);
    expect(() => openSecrets(folder).caseKey()).not.toThrow(/CANARY/);
  });

  it('compare equal only when they are', () => {
    expect([sameSecret('a', 'a'), sameSecret('a', 'b'), sameSecret('a', 'aa'), sameSecret('', '')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
