import { OptionWrong } from '../options/option-wrong.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws OptionWrong */
export function planIdGiven(planId: string): string {
  if (UUID.test(planId)) return planId;
  throw new OptionWrong('The id of a plan is a UUID, in lower case: `schakel replay list` shows it.');
}
