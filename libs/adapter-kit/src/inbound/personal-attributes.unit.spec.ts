import { describe, expect, it } from '@jest/globals';
import { findPersonalAttributes } from './personal-attributes.js';
import type { ReceivedEvent } from './received-event.js';

const EVENT: ReceivedEvent = {
  id: 'a1',
  source: 'urn:nld:oin:00000099000000002000:systeem:indigo',
  type: 't',
  time: '2026-03-02T09:00:00.000Z',
  purpose: null,
  legalBasis: ['LB1'],
  urgency: null,
  caseRef: null,
  correlationId: null,
  causationId: null,
  sequence: null,
  consentRef: null,
  supersedes: [],
  wpgArticle: null,
  onlyFor: null,
  withhold: [],
  traceparent: null,
  data: {},
};

describe('findPersonalAttributes', () => {
  const content = { vNumber: '9999000001', bsn: '111222333' };

  it.each([
    ['/id', { id: 'case-9999000001-2' }],
    ['/caseref', { caseRef: '99990.00001' }],
    ['/correlationid', { correlationId: '111-222-333' }],
  ])('finds a number of the person in %s, dashes or not, and does not repeat it', (pointer, change) => {
    const errors = findPersonalAttributes({ ...EVENT, ...change }, content);
    expect(errors.map((error) => error.pointer)).toEqual([pointer]);
    expect(JSON.stringify(errors)).not.toMatch(/9999000001|111222333/);
  });

  it('lets everything else pass', () => {
    expect(findPersonalAttributes({ ...EVENT, caseRef: 'DT-2026-0001' }, content)).toEqual([]);
  });
});
