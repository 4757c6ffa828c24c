import type { CaseMessage, Content, ControlCode, Envelope, MessageCode, Party } from '#lib/domain';
import { messageId } from '../ids.js';
import type { AuthenticRecord } from './authentic-record.js';

/** A record whose sender and times are known; everything that fold and decide read. */
export function caseMessage(
  record: AuthenticRecord,
  code: MessageCode | ControlCode,
  sender: Party,
  content: Content,
): CaseMessage {
  return {
    messageId: messageId(record.source, record.id),
    code,
    sender,
    time: record.headers['ce_time'] ?? record.acceptedAt,
    acceptedAt: record.acceptedAt,
    envelope: envelopeOf(record.headers),
    content,
  };
}

/** Kafka headers `ce_*` → envelope. Lists are comma-separated (decisions 28); an empty `onlyfor` allows nobody. */
function envelopeOf(headers: Readonly<Record<string, string>>): Envelope {
  const onlyFor = headers['ce_onlyfor'];
  return {
    purpose: headers['ce_purpose'] ?? '',
    legalBasis: listOf(headers['ce_legalbasis']),
    urgency: headers['ce_urgency'] ?? '',
    wpgArticle: headers['ce_wpgarticle'] ?? null,
    consentRef: headers['ce_consentref'] ?? null,
    onlyFor: onlyFor === undefined ? null : listOf(onlyFor),
    withhold: listOf(headers['ce_withhold']),
  };
}

function listOf(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  return header
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
