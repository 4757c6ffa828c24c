import { ENDPOINTS, type CaseFacts } from '#lib/domain';
import type { ReplayCandidate } from '#lib/persistence';
import type { Answer } from '#lib/replay';
import { answersToday, type AnswersToday, type Program } from '#lib/routing';
import type { ReplayParts } from '../replay-parts.js';
import { placeName, readOriginals } from './read-originals.js';

/** What is known of a candidate's message today. */
export type KnownMessage =
  | { readonly kind: 'known'; readonly now: Answer; readonly fields: readonly string[]; readonly upgraded: boolean }
  /** Its bytes are no longer in the case log, or nobody knows where. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly why: string };

const GONE: KnownMessage = { kind: 'gone' };

/**
 * Reads the messages of candidates from the case log, each by the schema that wrote it, and asks the rules and facts of now. Few requests for
 * many candidates; nothing of the content outlives the call.
 */
export async function knownMessages(
  parts: Pick<ReplayParts, 'database' | 'log' | 'topics' | 'hub' | 'clock'>,
  program: Program,
  candidates: readonly ReplayCandidate[],
): Promise<readonly KnownMessage[]> {
  const { log, topics, hub, clock } = parts;
  const places = new Map(
    candidates.flatMap(({ original }) => (original === null ? [] : [[placeName(original), original]])),
  );
  const originals = await readOriginals(log, topics.messages, [...places.values()]);
  const facts = await factsOf(parts, candidates);
  const now = clock.iso();
  const answers = new Map<string, AnswersToday>();
  return candidates.map(({ original, endpoint, unit, caseKey, messageId }): KnownMessage => {
    const record = original === null ? undefined : originals.get(placeName(original));
    const recipient = ENDPOINTS.find((one) => one === endpoint);
    if (record === undefined || record.value === null || recipient === undefined) return GONE;
    const name = placeName(record);
    const answered = answers.get(name) ?? answersToday(hub, program, record, facts.get(caseKey) ?? null, now);
    answers.set(name, answered);
    if (answered.kind === 'unreadable') return answered;
    // What lies there is another message than the ledger says: nothing may be sent on its ground.
    if (answered.messageId !== messageId) return { kind: 'unreadable', why: 'another-message' };
    const { fields, upgraded } = answered;
    return { kind: 'known', now: answered.answerFor({ endpoint: recipient, unit }), fields, upgraded };
  });
}

async function factsOf(
  { database }: Pick<ReplayParts, 'database'>,
  candidates: readonly ReplayCandidate[],
): Promise<ReadonlyMap<string, CaseFacts>> {
  const cases = new Map<number, Set<string>>();
  for (const { original, caseKey } of candidates) {
    if (original === null) continue;
    const known = cases.get(original.partition) ?? new Set();
    cases.set(original.partition, known.add(caseKey));
  }
  const found = new Map<string, CaseFacts>();
  for (const [partition, caseKeys] of cases) {
    const stored = await database.router.factsOf(partition, [...caseKeys]);
    for (const [caseKey, { facts }] of stored) found.set(caseKey, facts);
  }
  return found;
}
