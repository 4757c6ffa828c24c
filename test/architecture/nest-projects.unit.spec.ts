import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folders, ROOT } from './source-files.js';

interface Project {
  readonly type: string;
  readonly root: string;
  readonly compilerOptions: { readonly tsConfigPath: string };
}

const json = (path: string): unknown => JSON.parse(readFileSync(resolve(ROOT, path), 'utf8'));

describe('nest-cli.json', () => {
  const { projects } = json('nest-cli.json') as { projects: Readonly<Record<string, Project>> };

  it('names every app and every lib, each with the configuration that compiles it', () => {
    const named = Object.values(projects).map(({ type, root, compilerOptions }) => ({
      type,
      root,
      found: existsSync(resolve(ROOT, compilerOptions.tsConfigPath)) && compilerOptions.tsConfigPath.startsWith(root),
    }));
    expect(named).toEqual([
      ...folders('apps').map((app) => ({ type: 'application', root: `apps/${app}`, found: true })),
      ...folders('libs').map((lib) => ({ type: 'library', root: `libs/${lib}`, found: true })),
    ]);
  });

  it('has beside it a start script for every app but the command line', () => {
    const { scripts } = json('package.json') as { scripts: Readonly<Record<string, string>> };
    const missing = folders('apps').filter(
      (app) => app !== 'cli' && !scripts[`start:${app}`]?.endsWith(`exec node dist/apps/${app}/src/main.js`),
    );
    expect(missing).toEqual([]);
  });
});
