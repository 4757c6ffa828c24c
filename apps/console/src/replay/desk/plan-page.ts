import type { PlanCursor } from '#lib/persistence';

/** The word by which a list of plans goes on. */
export function writePlanPage({ madeAt, planId }: PlanCursor): string {
  return Buffer.from(JSON.stringify([madeAt, planId])).toString('base64url');
}

/** null: not a word of this list. */
export function readPlanPage(word: string): PlanCursor | null {
  try {
    const [madeAt, planId] = JSON.parse(Buffer.from(word, 'base64url').toString()) as unknown[];
    return typeof madeAt === 'number' && typeof planId === 'string' ? { madeAt, planId } : null;
  } catch {
    return null;
  }
}
