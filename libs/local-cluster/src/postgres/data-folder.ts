import { join } from 'node:path';

/** The data of the embedded database below its home. There once it is complete, and not before. */
export function dataFolderOf(home: string): string {
  return join(home, 'data');
}
