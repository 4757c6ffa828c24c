import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { at } from './project.mjs';
import { say } from './progress.mjs';

const LOCK = at('.schakel', 'setup.lock');

/** Two commands started at once must not install into the same folder at once: the second waits, then finds everything done. */
export async function oneAtATime(work) {
  mkdirSync(at('.schakel'), { recursive: true });
  let told = false;
  while (!take()) {
    if (!told) say(`schakel: another set-up is under way (process ${holder()}), waiting for it`);
    told = true;
    await pause(200);
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** For a set-up that is told to stop in the middle. */
export function letGo() {
  if (holder() === process.pid) rmSync(LOCK, { force: true });
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(holder())) rmSync(LOCK, { force: true });
    return false;
  }
}

function holder() {
  try {
    return Number(readFileSync(LOCK, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
