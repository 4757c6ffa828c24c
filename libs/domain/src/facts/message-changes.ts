import type { CaseMessage, Content } from '../message/message.js';
import type { CaseFacts, FactName } from './case-facts.js';
import { beginOf, endOf } from './dutch-day.js';
import { iomConsentUntil } from './control-changes.js';
import { end, start, type FactChange } from './fact-change.js';
import { factNameFor } from './fact-name.js';
import type { ReferenceLists } from './reference-lists.js';

type Read = (message: CaseMessage, facts: CaseFacts, lists: ReferenceLists) => readonly FactChange[];

const NONE: readonly FactChange[] = [];
const MISSION_FACTS = /^(LP|LP_ARRIVAL|LP_ARRIVAL_TOLD)@/;

/** The table of `facts.md`: which case message starts or ends which fact. Messages that are not here change none. */
const TABLE: Readonly<Record<string, Read>> = {
  M07: ({ content }) =>
    content['strategyCode'] === 'GEDWONGEN' ? [start('FORCED')] : ended(content, 'strategyCode', 'FORCED'),
  M09: () => [start('COA_HOST')],
  M10: ({ content }) => [end('COA_HOST', 'AFTERWARDS', beginOf(content['endDate']))],
  M16: () => [start('DET')],
  M18: ({ content }) => (content['ggv'] === true ? [start('GGV')] : NONE),
  M19: ({ content }) => ((content['replacedByGround'] ?? null) === null ? [end('DET'), end('GGV')] : [end('GGV')]),
  M20: () => [start('VRIS')],
  M26: ({ content, sender }) =>
    sender.unit !== null && (content['outcome'] === 'TOEGEZEGD' || content['outcome'] === 'AFGEGEVEN')
      ? [start(factNameFor('LP_ARRIVAL', sender))]
      : NONE,
  M27: () => [start('BMA_OPEN')],
  // The advice keeps the request open for as long as it is valid, so it must not depend on which of the two came in first.
  M28: ({ content }) => [{ ...start('BMA_OPEN', null, endOf(content['validUntil'])), counts: 'AFTERWARDS' }],
  M31: ({ content }, _facts, lists) => consentChange(content, lists),
  M33: (_message, { facts }) =>
    Object.keys(facts)
      .filter((name) => MISSION_FACTS.test(name))
      .map((name) => end(name)),
  M36: () => [start('DVO_ORDER')],
};

/** What a case message does to the facts; those on record tell which units a message ends a fact for. */
export function messageChanges(message: CaseMessage, facts: CaseFacts, lists: ReferenceLists): readonly FactChange[] {
  return TABLE[message.code]?.(message, facts, lists) ?? NONE;
}

function ended(content: Content, field: string, fact: FactName): readonly FactChange[] {
  return (content[field] ?? null) === null ? NONE : [end(fact)];
}

function consentChange(content: Content, lists: ReferenceLists): readonly FactChange[] {
  switch (content['changeType']) {
    case 'NIEUW':
    case 'VERLENGD': {
      const until = iomConsentUntil(content['signedAt'], lists);
      // Without a readable date of signature there is no consent to rely on.
      return until === null ? NONE : [start('IOM_CONSENT', null, until)];
    }
    case 'INGETROKKEN':
    case 'AFGEWEZEN':
      return [end('IOM_CONSENT', 'AT_ONCE')];
    default:
      return NONE;
  }
}
