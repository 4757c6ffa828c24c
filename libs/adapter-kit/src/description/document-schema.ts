import type { AgencyFormat, Direction } from '../definition/agency-format.js';
import type { Json } from './json-document.js';
import { addressOf } from './published-files.js';

/** A document that JSON Schema can't describe, with the contract that does. */
export function documentSchema(format: AgencyFormat, direction: Direction): Json {
  const [file] = (format.publishedFiles?.() ?? []).filter((one) => one.direction === direction);
  const description = `One document of the format ${format.name}.`;
  return file === undefined
    ? { type: 'string', description }
    : {
        type: 'string',
        description: `${description} Its contract is ${addressOf(file)} at this door.`,
        externalDocs: { url: addressOf(file), description: 'XML Schema' },
      };
}
