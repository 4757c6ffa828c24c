import { createHash } from 'node:crypto';

/** Path of a released Avro file → SHA-256 of its bytes (`schemas/avro/released.json`). */
export type Released = Readonly<Record<string, string>>;

export const RELEASED_PATH = 'schemas/avro/released.json';

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Released files that the generator would now write differently. What is released stays as it is: a change is a new revision. */
export function changedReleases(files: ReadonlyMap<string, string>, released: Released): readonly string[] {
  return Object.entries(released)
    .filter(([path, hash]) => {
      const text = files.get(path);
      return text === undefined || hashOf(text) !== hash;
    })
    .map(([path]) => path);
}

/** The list with every Avro file that is new added to it. */
export function withNewReleases(files: ReadonlyMap<string, string>, released: Released): Released {
  const avro = [...files].filter(([path]) => path.endsWith('.avsc'));
  const hashes = avro.map(([path, text]): [string, string] => [path, released[path] ?? hashOf(text)]);
  return Object.fromEntries(hashes.sort(([one], [other]) => (one < other ? -1 : 1)));
}
