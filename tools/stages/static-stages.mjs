import { at } from '../setup/project.mjs';
import { runGroup } from './child-group.mjs';
import { failed, passed } from './result.mjs';

const node = at('node_modules', '.bin', 'node');
const cache = (name) => at('.schakel', 'cache', name);

/** Everything is written as prettier writes it. */
export const format = {
  name: 'format',
  run: () =>
    check(
      'prettier/bin/prettier.cjs',
      ['--check', '--cache', '--cache-location', cache('prettier'), '.'],
      'Mend it with `npm run format`.',
    ),
};

const LINT = ['--max-warnings', '0', 'apps', 'libs', 'test', 'tools', '--no-error-on-unmatched-pattern'];
// Kept per file: a rule that reads types may miss what changed in another file. A fresh clone, and so CI, has none.
const LINT_CACHE = ['--cache', '--cache-strategy', 'content', '--cache-location', cache('eslint')];

export const lint = {
  name: 'lint',
  run: () => check('eslint/bin/eslint.js', [...LINT, ...LINT_CACHE], ''),
};

export const types = {
  name: 'types',
  run: () =>
    check(
      'typescript/bin/tsc',
      ['--noEmit', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', cache('types.tsbuildinfo')],
      '',
    ),
};

async function check(program, args, hint) {
  const { code, output } = await runGroup(node, [at('node_modules', ...program.split('/')), ...args]);
  if (code === 0) return passed();
  return failed(
    [output, ...(typeof code === 'string' ? [`ended by ${code}`] : []), hint].filter((text) => text !== '').join('\n'),
  );
}
