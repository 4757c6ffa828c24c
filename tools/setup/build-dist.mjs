import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at, SetupError } from './project.mjs';
import { step } from './progress.mjs';
import { lastLines, runProgram } from './run-program.mjs';
import { sourceMarks } from './sources.mjs';

const DIST = at('dist');
const STAMP = at('dist', '.schakel-stamp.json');

/** Builds dist/ unless it is of exactly these sources. `force` builds in any case. */
export async function ensureBuild({ force = false } = {}) {
  const marks = sourceMarks();
  const built = force ? null : readStamp();
  if (built !== null && same(built, marks)) return;
  await step('building dist/ (tsc)', () => build(built, marks));
}

async function build(built, marks) {
  // Adapters are found on disk, so the output of a source that is gone must go too.
  if (built === null || Object.keys(built).some((file) => !(file in marks)))
    rmSync(DIST, { recursive: true, force: true });
  rmSync(STAMP, { force: true });
  mkdirSync(DIST, { recursive: true });
  const incremental = ['--incremental', '--tsBuildInfoFile', at('dist', '.tsbuildinfo')];
  const { code, output } = await runProgram(at('node_modules', '.bin', 'node'), [
    at('node_modules', 'typescript', 'bin', 'tsc'),
    ...['-p', at('tsconfig.build.json'), ...incremental],
  ]);
  if (code !== 0)
    throw new SetupError(
      `The build failed:\n${lastLines(output, 40)}`,
      'Mend the types that tsc names, then start again.',
    );
  writeFileSync(STAMP, JSON.stringify(marks));
}

function readStamp() {
  if (!existsSync(STAMP)) return null;
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return null;
  }
}

function same(built, marks) {
  const files = Object.keys(marks);
  return files.length === Object.keys(built).length && files.every((file) => built[file] === marks[file]);
}
