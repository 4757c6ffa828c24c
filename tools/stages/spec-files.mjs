import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { at, root } from '../setup/project.mjs';
import { filesBelow } from '../setup/sources.mjs';

/** The levels in their order. What needs no servers (unit, conformance, architecture) is one level. */
export const LEVELS = ['unit', 'int', 'acceptance'];

/** Paths of the specs by level, only those that one of the patterns (regular expressions on the path) matches. */
export function specsByLevel(patterns) {
  const matchers = patterns.map((pattern) => new RegExp(pattern));
  const folders = ['apps', 'libs', 'test', 'tools'].map((name) => at(name)).filter((folder) => existsSync(folder));
  const files = folders
    .flatMap((folder) => filesBelow(folder, (name) => name.endsWith('.spec.ts')))
    .map((file) => relative(root, file));
  const chosen = files.filter((file) => matchers.length === 0 || matchers.some((matcher) => matcher.test(file)));
  return Object.fromEntries(LEVELS.map((level) => [level, chosen.filter((file) => levelOf(file) === level).sort()]));
}

function levelOf(file) {
  const kind = /\.([a-z]+)\.spec\.ts$/.exec(file)?.[1];
  return kind === 'int' || kind === 'acceptance' ? kind : 'unit';
}
