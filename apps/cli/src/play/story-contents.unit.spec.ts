import { describe, expect, it } from '@jest/globals';
import { fillContents } from './story-contents.js';

describe('contents of a story step', () => {
  it('depend on the story’s own day where they say so', () => {
    const payload = {
      signedAt: '{date}',
      validUntil: '{D+69}',
      announcedAt: '{time}',
      departureAt: '{time+50h}',
      nested: [{ at: '{D+2 12:00}' }],
    };
    expect(fillContents(payload, '2026-01-10', 'D+9')).toEqual({
      signedAt: '2026-01-19',
      validUntil: '2026-03-20',
      announcedAt: '2026-01-19T08:00:00.000Z',
      departureAt: '2026-01-21T10:00:00.000Z',
      nested: [{ at: '2026-01-12T11:00:00.000Z' }],
    });
  });

  it('stay as they are otherwise, also with braces that mean nothing', () => {
    const payload = { text: '{hello}', open: '{', count: 3, flag: false, none: null };
    expect(fillContents(payload, '2026-01-10', 'D+9')).toEqual(payload);
  });
});
