import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const at = (...parts) => join(root, ...parts);

/** A failure that the user can do something about: printed without a stack, with what to do. */
export class SetupError extends Error {
  constructor(what, hint) {
    super(`${what}\n${hint}`);
    this.name = 'SetupError';
  }
}
