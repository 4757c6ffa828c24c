import { readFileSync } from 'node:fs';

/** The last lines that a server wrote, for an error that has to say why it did not start. */
export function logTail(file: string, lines = 12): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
