import type { ProjectionPlan } from './projection-plan.js';
import type { CellFields } from './projection.js';
import { stepsOf, type ProjectionSteps } from './projection-steps.js';

interface Known {
  readonly plan: ProjectionPlan;
  readonly masked: CellFields['masked'];
  readonly steps: ProjectionSteps;
}

/**
 * The rules share the lists of fields among their cells, also among those of several units, so the steps for a list are worked out once per
 * plan. What is kept goes with the list, and is never more than one entry per plan.
 */
export function knownSteps(): (plan: ProjectionPlan, cell: CellFields) => ProjectionSteps {
  const byRemoved = new WeakMap<CellFields['removed'], Known[]>();
  return (plan, cell) => {
    const { removed, masked } = cell;
    let entries = byRemoved.get(removed);
    if (entries === undefined) byRemoved.set(removed, (entries = []));
    for (const entry of entries) if (entry.plan === plan && entry.masked === masked) return entry.steps;
    const steps = stepsOf(plan, cell);
    const old = entries.findIndex((entry) => entry.plan === plan);
    entries.splice(old < 0 ? entries.length : old, 1, { plan, masked, steps });
    return steps;
  };
}
