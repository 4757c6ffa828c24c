import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { at } from '../setup/project.mjs';

const PARENT = at('.schakel', 'tmp');

/** The temporary folder of this run's specs. What a killed run left in its own goes first. */
export function openTemporaryFolder() {
  mkdirSync(PARENT, { recursive: true });
  for (const name of readdirSync(PARENT)) if (!isAlive(Number(name))) clear(join(PARENT, name));
  const folder = join(PARENT, String(process.pid));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function closeTemporaryFolder() {
  const folder = join(PARENT, String(process.pid));
  if (existsSync(folder)) clear(folder);
}

/** State folders of clusters name the place outside that holds their database when root started them; it goes with them. */
function clear(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!entry.endsWith(join('postgres', 'place.json'))) continue;
    const { folder: database } = JSON.parse(readFileSync(join(folder, entry), 'utf8'));
    if (/[/\\]schakel-[0-9a-f]{12}$/.test(database)) rmSync(database, { recursive: true, force: true, maxRetries: 5 });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
