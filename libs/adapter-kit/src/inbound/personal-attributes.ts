import type { Content } from '#lib/domain';
import type { ContentError } from './content-error.js';
import type { ReceivedEvent } from './received-event.js';

/** Attributes that are free text enough to hold a number of the person. `source` and `type` come from tables. */
const FREE = {
  id: (event: ReceivedEvent) => event.id,
  caseref: (event: ReceivedEvent) => event.caseRef,
  correlationid: (event: ReceivedEvent) => event.correlationId,
  causationid: (event: ReceivedEvent) => event.causationId,
  sequence: (event: ReceivedEvent) => event.sequence,
  consentref: (event: ReceivedEvent) => event.consentRef,
  legalbasis: (event: ReceivedEvent) => event.legalBasis.join(','),
  wpgarticle: (event: ReceivedEvent) => event.wpgArticle,
} as const;

/**
 * Attributes become headers, and headers are seen by operators, logs and tools: the person's own numbers may not stand in them
 * (architecture 3). Runs of 9 or 10 digits are compared, so that neither dashes nor a prefix hide one.
 */
export function findPersonalAttributes(event: ReceivedEvent, content: Content): ContentError[] {
  const numbers = [content.vNumber, content.bsn].filter((value): value is string => typeof value === 'string');
  return Object.entries(FREE).flatMap(([name, read]) => {
    const digits = (read(event) ?? '').replaceAll(/[ ._:/-]/g, '');
    return numbers.some((number) => digits.includes(number))
      ? [
          {
            pointer: `/${name}`,
            code: 'personal-number',
            message: 'This attribute holds a number of the person; only the content may.',
          },
        ]
      : [];
  });
}
