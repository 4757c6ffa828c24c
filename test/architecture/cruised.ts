import { resolve } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';

const ROOT = resolve(import.meta.dirname, '../..');

/** Violations of the import rules under `baseDir`, as `rule: from → to`, and what each broken rule says. */
export async function cruised(folders: readonly string[], baseDir = ROOT): Promise<readonly string[]> {
  const { default: configuration } = (await import(resolve(ROOT, '.dependency-cruiser.mjs'))) as {
    default: IConfiguration & { options: ICruiseOptions };
  };
  const { forbidden = [], options } = configuration;
  const { output } = await cruise([...folders], {
    ...options,
    baseDir,
    tsConfig: { fileName: resolve(ROOT, 'tsconfig.json') },
    validate: true,
    ruleSet: { forbidden },
  });
  const comments = new Map(forbidden.map(({ name, comment }) => [name ?? '', comment ?? '']));
  return (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} → ${to}\n    ${comments.get(rule.name) ?? ''}`,
  );
}
