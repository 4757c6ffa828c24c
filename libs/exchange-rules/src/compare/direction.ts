import type { Direction } from './rule-set-comparison.js';

/** null when nothing was gained and nothing lost. */
export function directionOf(gained: number, lost: number): Direction | null {
  if (gained === 0 && lost === 0) return null;
  if (lost === 0) return 'more';
  return gained === 0 ? 'less' : 'other';
}
