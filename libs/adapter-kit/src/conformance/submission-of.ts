import type { ContractCode } from '#lib/contracts';
import type { Content, Party } from '#lib/domain';
import { giveReference } from './give-reference.js';
import type { MemoryRuntime } from './memory-runtime.fake.js';
import { sampleEvent } from './sample-event.js';

export interface Submission {
  readonly event: Readonly<Record<string, unknown>>;
  /** What must stand in the case log for it. */
  readonly written: Content;
}

/** A valid submission of this party. A mission writes the reference of its unit, given to it before, where others write the V-number. */
export function submissionOf(
  runtime: MemoryRuntime,
  code: ContractCode,
  party: Party,
  random: () => number,
): Submission {
  const event = sampleEvent(runtime.contracts, code, party, random);
  const content = event.data as Content;
  if (party.endpoint !== 'EMB') return { event, written: content };
  const { vNumber, ...rest } = content;
  const reference = giveReference(runtime, party, String(vNumber));
  const data = { ...rest, caseNumber: reference };
  return { event: { ...event, data }, written: { ...data, vNumber } };
}
