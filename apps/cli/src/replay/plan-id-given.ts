import { HUB_ID } from '../options/hub-id.js';
import { OptionWrong } from '../options/option-wrong.js';

/** @throws OptionWrong */
export function planIdGiven(planId: string): string {
  if (HUB_ID.test(planId)) return planId;
  throw new OptionWrong('The id of a plan is a UUID, in lower case: `schakel replay list` shows it.');
}
