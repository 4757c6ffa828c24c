/** What was given with an option is not what it takes; the text names the option and what it takes, and repeats nothing. */
export class OptionWrong extends Error {
  readonly code = 'option-wrong';
}
