import { join } from 'node:path';
import { readIfThere, writeSecretFile } from '#lib/trust';

/**
 * Until when assertions were taken, over restarts: what has been seen is kept in memory, and the next process knows by this what may have been.
 * Its own start says too little. Assertions count whole seconds, so one of the second of a restart may have been seen; and so may one of a
 * client whose clock goes ahead.
 */
export class NewestAssertion {
  private constructor(
    private readonly file: string,
    private at: number,
  ) {}

  /** @throws with what to do when the file is there and can't be understood */
  static kept(secretsFolder: string): NewestAssertion {
    const file = join(secretsFolder, 'identity', 'newest-assertion.json');
    const text = readIfThere(file);
    return new NewestAssertion(file, text === null ? -Infinity : read(text));
  }

  /** `iat` of the newest one that was taken, seconds since 1970. */
  get iat(): number {
    return this.at;
  }

  /** Call it before an assertion is answered. Once a second at most something is written. */
  note(iat: number): void {
    if (iat <= this.at) return;
    writeSecretFile(this.file, `${JSON.stringify({ iat })}\n`);
    this.at = iat;
  }
}

function read(text: string): number {
  try {
    const { iat } = JSON.parse(text) as { readonly iat?: unknown };
    if (typeof iat === 'number') return iat;
  } catch {
    // Told below.
  }
  throw new Error(
    'Reading identity/newest-assertion.json: it is not usable. Take it away two minutes after this server last ran, and start again.',
  );
}
