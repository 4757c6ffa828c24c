import type { CaseMessage } from '../message/message.js';
import type { StatedFact } from './control-refusal.js';
import { addDays, beginOf, dutchDateOf, endOf, instantOf, startOfDutchDay } from './dutch-day.js';
import { end, start, type FactChange } from './fact-change.js';
import { factNameFor } from './fact-name.js';
import type { ReferenceLists } from './reference-lists.js';

/** What a control message in order does to the facts. */
export function controlChanges(message: CaseMessage, fact: StatedFact, at: number, lists: ReferenceLists): FactChange {
  const name = factNameFor(fact.predicate, fact.recipient);
  const { content } = message;
  switch (message.code) {
    case 'H1':
      return (content['withdrawnAt'] ?? null) === null
        ? start(name, null, consentUntil(fact, content, lists))
        : end(name, 'AT_ONCE');
    case 'H7':
      return content['phase'] === 'OPENED' ? start(name) : end(name);
    default: {
      const from = beginOf(content['from']);
      const later = from !== null && from > at ? from : null;
      return content['value'] === true ? start(name, later, endOf(content['until'])) : end(name, 'AFTERWARDS', later);
    }
  }
}

/** The narrower of the consent's own end and, with IOM, the life of the application. */
function consentUntil(fact: StatedFact, content: CaseMessage['content'], lists: ReferenceLists): number | null {
  const own = endOf(content['validUntil']);
  const life = fact.predicate === 'IOM_CONSENT' ? iomConsentUntil(content['signedAt'], lists) : null;
  if (own === null || life === null) return own ?? life;
  return Math.min(own, life);
}

/** First instant at which the consent no longer holds: the day of signature plus the term, in Dutch calendar days (decisions 18). */
export function iomConsentUntil(signedAt: unknown, lists: ReferenceLists): number | null {
  const instant = instantOf(signedAt);
  const date = instant === null ? signedAt : dutchDateOf(instant);
  return startOfDutchDay(date) === null ? null : startOfDutchDay(addDays(date as string, lists.iomConsentDays));
}
