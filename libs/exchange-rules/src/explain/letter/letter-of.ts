import type { Explanation } from '../explanation.js';
import { deliveredSection, refusedSection } from './cells-section.js';
import { closing } from './closing.js';
import { factsSection } from './facts-section.js';
import { groundsSection } from './grounds-section.js';
import { opening } from './opening.js';

/** The explanation as a letter that an official can send: plain text, at most 100 columns but for addresses, ends in a line feed. */
export function letterOf(explanation: Explanation): string {
  const blocks = [
    ...opening(explanation),
    ...deliveredSection(explanation),
    ...refusedSection(explanation),
    ...groundsSection(explanation),
    ...factsSection(explanation),
    ...closing(explanation),
  ];
  return `${blocks.join('\n\n')}\n`;
}
