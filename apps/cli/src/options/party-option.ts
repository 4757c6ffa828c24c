import { ENDPOINTS } from '#lib/domain';
import { OptionWrong } from './option-wrong.js';

export interface PartyAsked {
  readonly endpoint: string;
  readonly unit: string | undefined;
}

/** `COA`, or `GEM` for all its units, or `GEM:0599`. @throws OptionWrong */
export function partyOption(option: string, text: string): PartyAsked {
  const [endpoint = '', unit, more] = text.split(':');
  if (more !== undefined || !(ENDPOINTS as readonly string[]).includes(endpoint)) {
    throw new OptionWrong(`${option} takes an endpoint, with a unit where there are units: COA, GEM:0599, EMB:NG.`);
  }
  return { endpoint, unit };
}
