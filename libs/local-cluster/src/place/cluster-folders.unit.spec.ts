import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeFolders } from './cluster-folders.js';

type Paths = [kafka: string, postgres: string, postgresHome: string];

describe('the folders of a cluster', () => {
  let base: string;
  let umask: number;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'schakel-folders-'));
    umask = process.umask(0o077);
  });
  afterEach(() => {
    process.umask(umask);
    rmSync(base, { recursive: true });
  });

  it('let the database’s account reach its own, and nobody the others, under a strict umask too', () => {
    const [kafka, postgres, postgresHome] = ['kafka', 'postgres', 'home'].map((name) => join(base, name)) as Paths;
    makeFolders({ base, kafka, postgres, postgresHome, secrets: join(base, 'secrets') }, { uid: 1, gid: 1 });
    const modes = [kafka, postgres, postgresHome].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '700', '755']);
  });
});
