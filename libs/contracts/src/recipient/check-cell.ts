import type { ProjectionPlan } from './projection-plan.js';
import type { CellFields } from './projection.js';

/** A cell that can't be carried out to the letter is a fault in the rules: nothing is delivered rather than something else. */
export function checkCell(plan: ProjectionPlan, cell: CellFields): void {
  for (const field of plan.fields) {
    if (!field.removable && cell.removed.includes(field.name)) {
      throw new Error(`Projecting ${plan.recipient.subject}: ${field.name} can't be removed.`);
    }
    if (field.mask === null && cell.masked.includes(field.name)) {
      throw new Error(`Projecting ${plan.recipient.subject}: ${field.name} can't be masked.`);
    }
  }
}
