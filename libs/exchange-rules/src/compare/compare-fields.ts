import type { Access } from '../compile/field-access.js';
import { maskableFields } from '../decide/masks.js';
import { directionOf } from './direction.js';
import type { FieldChange } from './rule-set-comparison.js';
import type { Side, Trial } from './try-cell.js';

/** Field by field: in how many of the combinations it is seen, before and after. */
export function compareFields({ message }: Side, trials: readonly Trial[]): readonly FieldChange[] {
  const maskable = maskableFields(message.definition).map(({ field }) => field);
  return message.definition.fields.flatMap(({ name, class: fieldClass }): readonly FieldChange[] => {
    const [before, after] = [accessIn(trials, 'before', name), accessIn(trials, 'after', name)];
    const both = trials.filter((trial) => trial.before.refusal === null && trial.after.refusal === null);
    const gained = both.filter((trial) => !isSeen(trial.before, name) && isSeen(trial.after, name)).length;
    const lost = both.filter((trial) => isSeen(trial.before, name) && !isSeen(trial.after, name)).length;
    const direction = directionOf(gained, lost);
    const turns =
      before === 'never' && after !== 'never' ? 'visible' : before !== 'never' && after === 'never' ? 'hidden' : null;
    if (direction === null && turns === null) return [];
    return [{ field: name, class: fieldClass, before, after, direction, turns, masked: maskable.includes(name) }];
  });
}

function accessIn(trials: readonly Trial[], side: 'before' | 'after', field: string): Access {
  const delivered = trials.filter((trial) => trial[side].refusal === null);
  const seen = delivered.filter((trial) => isSeen(trial[side], field));
  if (seen.length === 0) return 'never';
  return seen.length === delivered.length ? 'always' : 'gated';
}

function isSeen(cell: Trial['before'], field: string): boolean {
  return cell.refusal === null && !cell.removed.includes(field);
}
