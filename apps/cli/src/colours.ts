import picocolors from 'picocolors';

/**
 * Colours only where a person looks on: a file, a pipe or the log of a build gets plain text, also where `CI` is set, which the library by
 * itself takes for a terminal. https://no-color.org
 */
const terminal = Boolean(process.stdout.isTTY);
export const colours = picocolors.createColors(terminal && process.env['NO_COLOR'] === undefined);
