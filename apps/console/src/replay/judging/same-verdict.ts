import { CARRIED_OUT, type Verdict } from '#lib/replay';

/**
 * May an item be sent by the verdict found just now? What was approved may have become less meanwhile, never more: a wider answer must be the one
 * that the approver saw, field by field.
 */
export function stillCovered(planned: Verdict, now: Verdict): boolean {
  if (!CARRIED_OUT.has(planned.kind) || !CARRIED_OUT.has(now.kind)) return false;
  if (now.kind === 'WIDER')
    return planned.kind === 'WIDER' && JSON.stringify(planned.changes) === JSON.stringify(now.changes);
  if (now.kind === 'REPLACE') return planned.kind === 'REPLACE' && planned.by === now.by;
  return true;
}
