import { OptionWrong } from './option-wrong.js';

/** @throws OptionWrong when the value is given and does not have this form */
export function formOption(option: string, value: string | undefined, form: RegExp, wanted: string): void {
  if (value !== undefined && !form.test(value)) throw new OptionWrong(`${option} takes ${wanted}.`);
}
