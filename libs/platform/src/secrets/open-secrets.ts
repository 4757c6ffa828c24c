import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET_FILES, type Secrets } from './secrets.js';

/** Reads secrets from their folder. Throws with what to do when a file is missing or unusable; never shows its content. */
export function openSecrets(folder: string): Secrets {
  const single = (file: string): Buffer => keyOf(file, read(folder, file)['key']);
  return {
    originMacKeys: () => {
      const file = SECRET_FILES.originMac;
      const { current, keys } = read(folder, file);
      if (typeof current !== 'string' || typeof keys !== 'object' || keys === null) throw unusable(file);
      const ring = new Map(Object.entries(keys).map(([id, key]) => [id, keyOf(file, key)]));
      if (!ring.has(current)) throw unusable(file);
      return { current, keys: ring };
    },
    caseKey: () => single(SECRET_FILES.caseKey),
    referenceKey: () => single(SECRET_FILES.reference),
    storageKey: () => single(SECRET_FILES.storage),
    pushKeys: () => named(folder, SECRET_FILES.pushKeys),
  };
}

function read(folder: string, file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    throw new Error(
      `Reading the secret ${file}: it can't be read. \`npm start\` creates it; SCHAKEL_STATE names its folder.`,
      { cause },
    );
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    // Without its cause: the parser quotes what it read.
    throw unusable(file);
  }
}

function named(folder: string, file: string): ReadonlyMap<string, string> {
  const entries = Object.entries(read(folder, file));
  if (entries.some(([, token]) => typeof token !== 'string' || token.length < 32)) throw unusable(file);
  return new Map(entries as [string, string][]);
}

function keyOf(file: string, hex: unknown): Buffer {
  if (typeof hex !== 'string' || !/^[0-9a-f]{64}$/.test(hex)) throw unusable(file);
  return Buffer.from(hex, 'hex');
}

function unusable(file: string): Error {
  return new Error(
    `Reading the secret ${file}: its content is not usable. Restore it from a copy; a new key loses what the old one protected.`,
  );
}
