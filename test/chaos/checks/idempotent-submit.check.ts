import type { Check } from './check.js';
import { firstDecisions } from './first-decisions.js';

export const idempotentSubmit: Check = {
  id: 'I12',
  promise: 'an id that is sent many times, also at once, is one message and is decided once',
  judge: (evidence) => {
    const faults: string[] = [];
    const times = new Map<string, number>();
    for (const { messageId, outcome } of firstDecisions(evidence)) {
      if (outcome !== 'DUPLICATE') times.set(messageId, (times.get(messageId) ?? 0) + 1);
    }
    let again = 0;
    for (const { id, answers } of evidence.submissions) {
      const ids = new Set(answers.filter(({ status }) => status === 202).map(({ messageId }) => messageId ?? ''));
      if (answers.length > 1) again += 1;
      if (ids.size > 1) faults.push(`${id} became ${ids.size} messages`);
      for (const one of ids) if ((times.get(one) ?? 0) > 1) faults.push(`${id} was decided ${times.get(one)} times`);
    }
    return { seen: `${evidence.submissions.length} ids, ${again} of them sent more than once`, faults };
  },
};
