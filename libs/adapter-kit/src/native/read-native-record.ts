import type { StoredRecord } from '#lib/messaging';
import type { ProblemInit } from '#lib/platform';
import type { Parsed } from '../definition/agency-document.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { problems } from '../inbound/problems.js';

export type NativeRecord =
  | { readonly ok: true; readonly id: string | null; readonly parsed: Extract<Parsed, { ok: true }> }
  | { readonly ok: false; readonly problem: ProblemInit };

/** As at the HTTP door. */
const LONGEST = 1024 * 1024;
const LONGEST_ID = 256;
/** A V-number, a BSN, or what looks so. Keys are seen by every tool that looks at a topic. */
const PERSONAL_NUMBER = /^\d{8,10}$/;

/** A record of the agency's topic taken apart: CloudEvents in structured mode (Kafka protocol binding 1.0.2, 3.3), in the agency's own format. */
export function readNativeRecord(format: AgencyFormat, { key, value, headers }: StoredRecord): NativeRecord {
  if (value === null || value.length === 0) return invalid('empty', 'The record has no value.');
  if (value.length > LONGEST) {
    return { ok: false, problem: { status: 413, code: 'body-too-large', detail: 'A message has at most 1 MiB.' } };
  }
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== undefined && !format.mediaTypes.includes(mediaType)) {
    return { ok: false, problem: problems.unsupportedMediaType(format.mediaTypes) };
  }
  if (key !== null && PERSONAL_NUMBER.test(key)) {
    return invalid('personal-key', 'The record’s key has the form of a personal number. Use a key that says nothing.');
  }
  const parsed = format.parse(value, 'in');
  if (!parsed.ok) return { ok: false, problem: problems.invalid(parsed.errors) };
  const { id } = parsed.document.attributes;
  return { ok: true, id: typeof id === 'string' && id !== '' && id.length <= LONGEST_ID ? id : null, parsed };
}

function invalid(code: string, message: string): NativeRecord {
  return { ok: false, problem: problems.invalid([{ pointer: '', code, message }]) };
}
