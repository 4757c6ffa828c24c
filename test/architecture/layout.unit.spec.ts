import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folders, ROOT, sourceFiles } from './source-files.js';

const files = sourceFiles();
const has = (path: string): boolean => existsSync(resolve(ROOT, path));

describe('source files', () => {
  it('have at most 300 lines', () => {
    const long = files.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it('are short as a rule: the median has at most 60 lines', () => {
    const lines = files.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
    expect(lines[lines.length >> 1]).toBeLessThanOrEqual(60);
  });

  it('lie in no folder that is named for being a heap', () => {
    const heap = /(^|\/)(utils?|common|shared|helpers?|misc|dtos?)\//i;
    expect(files.map(({ path }) => path).filter((path) => heap.test(path))).toEqual([]);
  });

  it('define no type that is named for nothing', () => {
    const empty =
      /^export (?:default )?(?:abstract )?(?:class|interface|type) (\w*(?:Dto|Manager|Helper|Utils|Data|Info))\b/gm;
    const found = files.flatMap(({ path, text }) => [...text.matchAll(empty)].map((match) => `${path}: ${match[1]}`));
    expect(found).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
    const names = files.map(({ path }) => path).filter((path) => !kebab.test(path.split('/').at(-1) ?? ''));
    expect(names).toEqual([]);
  });

  it('say nothing of work that is still to be done', () => {
    const open = new RegExp(String.raw`\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\b`);
    expect(files.filter(({ text }) => open.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('that are pure ask no clock and no dice', () => {
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.(env|hrtime)\b/;
    const pure = files.filter(
      ({ path }) => /^libs\/(domain|exchange-rules|routing)\/src\//.test(path) && !/\.(spec|features)\.ts$/.test(path),
    );
    expect(pure.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('each lib', () => {
  const libs = folders('libs');

  it('has a README and one barrel, which begins by saying what the lib is', () => {
    expect(libs.filter((lib) => !has(`libs/${lib}/README.md`))).toEqual([]);
    const barrels = libs.filter((lib) => !has(`libs/${lib}/src/index.ts`));
    expect(barrels).toEqual([]);
    const silent = libs.filter(
      (lib) =>
        !readFileSync(resolve(ROOT, `libs/${lib}/src/index.ts`), 'utf8')
          .trimStart()
          .startsWith('/**'),
    );
    expect(silent).toEqual([]);
  });

  it('has no other barrel', () => {
    const barrels = files.filter(({ path }) => path.startsWith('libs/') && /\/index\.ts$/.test(path));
    expect(barrels.map(({ path }) => path)).toEqual(libs.map((lib) => `libs/${lib}/src/index.ts`));
  });
});

describe('each app', () => {
  const apps = folders('apps');

  it('has a README and a main', () => {
    expect(apps.filter((app) => !has(`apps/${app}/README.md`))).toEqual([]);
    expect(apps.filter((app) => !has(`apps/${app}/src/main.ts`))).toEqual([]);
  });
});
