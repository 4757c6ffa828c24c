import type { Content, MessageCode } from '#lib/domain';

/**
 * The one country whose mission a message concerns (decisions 16): a file never reaches another country's mission. Undefined: the message
 * goes to every mission whose condition holds; null: it names none.
 */
export function concernedMission(message: MessageCode, content: Content): string | null | undefined {
  switch (message) {
    case 'M24':
      return countryOf(content['countryOfApplication']);
    case 'M25':
      return venueOf(content['venue']);
    case 'M34':
      return countryOf(content['destination']);
    default:
      return undefined;
  }
}

function countryOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function venueOf(venue: unknown): string | null {
  if (typeof venue !== 'object' || venue === null) return null;
  const { kind, code } = venue as Record<string, unknown>;
  return kind === 'MISSION' ? countryOf(code) : null;
}
