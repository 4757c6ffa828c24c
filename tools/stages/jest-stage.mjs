import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import jestConfig from '../../jest.config.mjs';
import { at, root } from '../setup/project.mjs';
import { runGroup } from './child-group.mjs';
import { failed, passed } from './result.mjs';

const MINUTE = 60_000;
const LIMITS = { unit: 10 * MINUTE, int: 25 * MINUTE, acceptance: 40 * MINUTE };

/** Runs the specs of one level with jest. `env` adds to the environment (KAFKA_BROKERS, DATABASE_URL); `name` narrows by test title. */
export function jestStage(level, specs, { env = {}, name = null, quiet = false } = {}) {
  return { name: level, run: () => runJest(level, specs, { env, name, quiet }) };
}

async function runJest(level, specs, { env, name, quiet }) {
  if (specs.length === 0) return passed(0);
  const folder = at('.schakel', 'test-results');
  mkdirSync(folder, { recursive: true });
  const resultFile = join(folder, `${level}-${process.pid}.json`);
  const jest = [at('node_modules', 'jest', 'bin', 'jest.js'), ...jestOptions(level, name, resultFile), ...specs];
  const { code, output } = await runGroup(at('node_modules', '.bin', 'node'), jest, {
    show: !quiet,
    timeoutMs: LIMITS[level],
    env: {
      ...process.env,
      ...env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    },
  });
  const result = take(resultFile);
  if (result === null) return failed(`jest gave no result (${code}).\n${output}`);
  const { failures } = result;
  if (failures.length === 0 && code !== 0) failures.push(`jest ended with ${code} though no test failed.`);
  return { passed: result.passed, failed: failures.length, skipped: result.skipped, failures };
}

function jestOptions(level, name, resultFile) {
  // Acceptance specs start whole hubs, each with servers of its own: one at a time.
  const workers = level === 'acceptance' ? ['--runInBand'] : [`--maxWorkers=${availableParallelism()}`];
  // jest's own default lies in the system's temporary folder, where it would stay behind.
  const cache = ['--cacheDirectory', at('.schakel', 'cache', 'jest')];
  // Options of a reporter can be given in the configuration only, not on the command line.
  const reporters = [[at('tools', 'stages', 'progress.reporter.mjs'), { resultFile }]];
  const config = ['--config', JSON.stringify({ ...jestConfig, rootDir: root, reporters })];
  return [...workers, ...cache, ...config, ...(name === null ? [] : ['-t', name]), '--runTestsByPath'];
}

function take(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}
