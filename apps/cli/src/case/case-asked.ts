import { OptionWrong } from '../options/option-wrong.js';

const PSEUDONYM = /^[0-9a-f]{64}$/;
/** With whatever a person types around or between the digits. */
const LIKE_A_V_NUMBER = /^\s*v?\W*(\d\W?){8,10}\s*$/i;

/** The pseudonym that was given as argument. @throws OptionWrong for anything else, which is not repeated */
export function caseAsked(argument: string): string {
  if (PSEUDONYM.test(argument)) return argument;
  if (LIKE_A_V_NUMBER.test(argument)) {
    throw new OptionWrong(
      'A V-number is never given as argument: arguments stay in the history of the shell and in the list of processes. Give it on standard input: run `schakel case` without argument and type it, or pipe a file into it.',
    );
  }
  throw new OptionWrong('A case is named by its pseudonym, 64 hexadecimal digits, or by a V-number on standard input.');
}
