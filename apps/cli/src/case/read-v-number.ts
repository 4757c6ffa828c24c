import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { OptionWrong } from '../options/option-wrong.js';

/**
 * The first line of standard input. At a terminal it asks, and shows nothing of what is typed.
 * @throws OptionWrong when it is no V-number; says nothing of what was read
 */
export async function readVNumber(input: NodeJS.ReadStream, ask: (text: string) => void): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: input.isTTY, crlfDelay: Infinity });
  if (input.isTTY) ask('V-number (not shown): ');
  try {
    for await (const line of lines) {
      if (/^\d{10}$/.test(line.trim())) return line.trim();
      break;
    }
  } finally {
    lines.close();
    if (input.isTTY) ask('\n');
  }
  throw new OptionWrong('Standard input takes one line with a V-number: ten digits and nothing else.');
}
