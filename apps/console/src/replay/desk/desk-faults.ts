import type { ApprovalFault, DeskFault } from '#lib/replay';

/** What is answered when something is not done, in words that say what to do. */
export const DESK_FAULTS = {
  unknown: { kind: 'unknown', detail: 'There is no such plan. List the plans to see which there are.' },
  'own-plan': {
    kind: 'own-plan',
    detail: 'Nobody approves their own plan: ask a second person with the role of approver.',
  },
  'other-plan': {
    kind: 'other-plan',
    detail:
      'The hash is not that of this plan as it stands. Look at it again, and approve it by the hash that it shows.',
  },
  'nothing-to-send': {
    kind: 'nothing-to-send',
    detail: 'Nothing of this plan would be carried out; its items say why.',
  },
  'needs-approval': {
    kind: 'needs-approval',
    detail: 'A second person must approve this plan before it runs, or the approval has run out.',
  },
  outdated: {
    kind: 'outdated',
    detail: 'Rules, schemas or lists have moved on since the dry run. Plan anew, and look at what has changed.',
  },
  'rules-changing': {
    kind: 'not-now',
    detail:
      'A rule set is being put in force, or this console lacks the one that is. Try again when all partitions have it.',
  },
} as const satisfies Readonly<
  Record<ApprovalFault | 'unknown' | 'needs-approval' | 'outdated' | 'rules-changing', DeskFault>
>;

export function invalid(faults: readonly string[]): DeskFault {
  return { kind: 'invalid', detail: 'The order can’t be planned.', faults };
}

export function notNow(state: string, asked: string): DeskFault {
  const hint = state === 'PLANNING' ? ' Wait until the dry run is done.' : '';
  return { kind: 'not-now', detail: `A plan that is ${state} can’t be ${asked}.${hint}` };
}
