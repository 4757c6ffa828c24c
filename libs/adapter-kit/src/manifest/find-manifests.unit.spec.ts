import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findAdapterFolders, findAdapterIds, MANIFEST_FILE } from './find-manifests.js';

describe('the adapters in service', () => {
  let root: string;
  const lay = (id: string, manifest: unknown): void => {
    mkdirSync(join(root, 'apps', id), { recursive: true });
    writeFileSync(
      join(root, 'apps', id, MANIFEST_FILE),
      typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    );
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'adapters-'));
    lay('coa-adapter', { status: 'production' });
    lay('ind-adapter', { status: 'development' });
    mkdirSync(join(root, 'apps', 'router'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are those with a manifest', () => {
    expect(findAdapterIds(root)).toEqual(['coa-adapter', 'ind-adapter']);
  });

  it('are not drafts, which are there to be judged', () => {
    lay('opvang-adapter', { status: 'draft', replaces: 'coa-adapter' });
    expect(findAdapterIds(root)).toEqual(['coa-adapter', 'ind-adapter']);
    expect(findAdapterFolders(root)).toEqual(['coa-adapter', 'ind-adapter', 'opvang-adapter']);
  });

  it('are not those that another has replaced', () => {
    lay('opvang-adapter', { status: 'pilot', replaces: 'coa-adapter' });
    expect(findAdapterIds(root)).toEqual(['ind-adapter', 'opvang-adapter']);
  });

  it('are also those whose manifest is broken, so that somebody meets it', () => {
    lay('ind-adapter', '{');
    expect(findAdapterIds(root)).toEqual(['coa-adapter', 'ind-adapter']);
  });
});
