import { bitOf, bitsOf, type Content, type MessageCode, type Party, type ReferenceLists } from '#lib/domain';
import type { SenderLimits } from './question.js';

const WPG_BASIS = bitOf('WPG_BASIS');
const KCT_HIGH = bitOf('KCT_HIGH');
const NBI = bitOf('NBI');

/** Never stored with a case; true for one message only. */
export const CONTENT_BITS = bitsOf(['WPG_BASIS', 'KCT_HIGH', 'NBI']);

/** Facts that follow from this message's content and envelope and from the lists in force. */
export function contentBits(
  message: MessageCode,
  content: Content,
  envelope: SenderLimits,
  lists: ReferenceLists,
): number {
  let bits = envelope.wpgArticle === null ? 0 : WPG_BASIS;
  const level = message === 'M43' ? content['intensityLevel'] : null;
  if (level === 3 || level === 4) bits |= KCT_HIGH;
  const country = message === 'M24' ? content['countryOfApplication'] : content['destination'];
  if (typeof country === 'string' && lists.nbiCountries.includes(country)) bits |= NBI;
  return bits;
}

/** A Wpg ground counts only for senders that hold police data (decisions 20). */
export function withoutForeignWpg(bits: number, sender: Party): number {
  return sender.endpoint === 'POL' || sender.endpoint === 'KMAR' ? bits : bits & ~WPG_BASIS;
}
