import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { ownFiles, tlsFetch, type TlsFetch } from '#lib/trust';
import { readHubFile } from '../hub/hub-file.js';
import { stateFolder } from '../hub/state-folder.js';

/** Where the console is, and a way to speak to it and to its identity provider. */
export interface ConsolePlace {
  /** `https://host:port`. */
  readonly url: string;
  readonly fetch: TlsFetch;
}

/**
 * The console of the hub that runs here, or the one that SCHAKEL_CONSOLE_URL names, with SCHAKEL_CONSOLE_CA (PEM) as the authority of its
 * certificate. @throws NoRunningHub, or with what to set
 */
export function consolePlace(): ConsolePlace {
  const named = process.env['SCHAKEL_CONSOLE_URL']?.trim() ?? '';
  const url = named === '' ? readHubFile(stateFolder()).console : named.replace(/\/+$/, '');
  if (!/^https:\/\/[^\s/]+$/.test(url)) {
    throw new Error('No console runs here. Set SCHAKEL_CONSOLE_URL to the address of one: https://host:port.');
  }
  return { url, fetch: tlsFetch({ ca: authority() }) };
}

function authority(): string {
  const named = process.env['SCHAKEL_CONSOLE_CA']?.trim() ?? '';
  const own = ownFiles(join(stateFolder(), 'secrets'), 'console').ca;
  const file = named === '' ? own : isAbsolute(named) ? named : join(stateFolder(), named);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`Reading ${file}: set SCHAKEL_CONSOLE_CA to the authority of the console’s certificate (PEM).`, {
      cause,
    });
  }
}
