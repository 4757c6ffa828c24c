import type { ContractCode, Contracts } from '#lib/contracts';
import type { Content } from '#lib/domain';
import { plant } from '../../acceptance/driver/canaries.js';
import type { PlantedCanary } from '../evidence/evidence.js';

/** Of the same length as a number of the load, so that a text that the contract takes stays one. */
const PLACE = '000000';

export interface CanaryTemplate {
  readonly content: Content;
  readonly canaries: readonly PlantedCanary[];
}

/** Some contents of one message type with a canary in every free text; planting looks every text up in the contract, so it is done a few times only. */
export function canaryTemplates(
  contracts: Contracts,
  code: ContractCode,
  count: number,
  random: () => number,
): readonly CanaryTemplate[] {
  const at = new Date().toISOString();
  return Array.from({ length: count }, () => plant(contracts, code, PLACE, at, { vNumber: '9999000001' }, random));
}

/** The template with canaries of this message alone. */
export function planted({ content, canaries }: CanaryTemplate, n: number): CanaryTemplate {
  const own = (text: string): string => text.replaceAll(`CANARY${PLACE}N`, `CANARY${String(n).padStart(6, '0')}N`);
  return {
    content: JSON.parse(own(JSON.stringify(content))) as Content,
    canaries: canaries.map((canary) => ({ ...canary, text: own(canary.text) })),
  };
}

/** Canaries of any message in a text. */
export function canariesIn(text: string): readonly string[] {
  return [...new Set(text.match(/CANARY\d{6}N\d+Z/g) ?? [])];
}
