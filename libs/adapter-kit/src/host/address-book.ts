import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningAdapter } from './start-adapter.js';

const FILE = 'adapters.json';

/** Endpoint code → address of its door, for the partners' systems on this machine. */
export type AddressBook = Readonly<Record<string, string>>;

export function addressesOf(running: readonly RunningAdapter[]): AddressBook {
  return Object.fromEntries(
    running.flatMap(({ adapter, url }) => adapter.definition.endpoints.map(({ endpoint }) => [endpoint, url])),
  );
}

/** Adds addresses to `adapters.json` of the state folder; with `replace` only these remain. Renamed into place, never half written. */
export function writeAddresses(stateFolder: string, addresses: AddressBook, replace: boolean): void {
  mkdirSync(stateFolder, { recursive: true });
  const file = join(stateFolder, FILE);
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, `${JSON.stringify({ ...(replace ? {} : readAddresses(file)), ...addresses }, null, 2)}\n`);
  renameSync(draft, file);
}

function readAddresses(file: string): AddressBook {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AddressBook;
  } catch {
    return {};
  }
}
