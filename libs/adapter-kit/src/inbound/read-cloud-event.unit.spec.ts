import { describe, expect, it } from '@jest/globals';
import { readCloudEvent, type ReadEvent } from './read-cloud-event.js';

const EVENT = {
  specversion: '1.0',
  id: '4f1b2a30-0000-4000-8000-000000000001',
  source: 'urn:nld:oin:00000099000000002000:systeem:indigo',
  type: 'nl.vreemdelingenketen.terugkeerzaken.return-decision-issued.v1',
  time: '2026-03-02T10:00:00+01:00',
  data: {},
};

const read = ({ data, ...attributes }: Readonly<Record<string, unknown>>): ReadEvent =>
  readCloudEvent({ attributes, data });
const pointers = (event: Readonly<Record<string, unknown>>): string[] =>
  read(event).errors.map(({ pointer }) => pointer);

describe('readCloudEvent', () => {
  it('reads the attributes, with lists apart and the time in UTC', () => {
    const event = { ...EVENT, legalbasis: 'LB1, LB6', onlyfor: 'COA,GEM:0599', withhold: 'grounds' };
    expect(read(event)).toMatchObject({
      ok: true,
      errors: [],
      event: {
        time: '2026-03-02T09:00:00.000Z',
        legalBasis: ['LB1', 'LB6'],
        onlyFor: ['COA', 'GEM:0599'],
        withhold: ['grounds'],
        supersedes: [],
        caseRef: null,
      },
    });
  });

  it('reports every fault at once', () => {
    const { id: _id, ...event } = EVENT;
    expect(
      pointers({ ...event, specversion: '0.3', time: '2026-02-30T00:00:00Z', urgency: 'U9', data: 'text' }),
    ).toEqual(['/specversion', '/id', '/urgency', '/time', '/data']);
  });

  it.each([
    ['an id of 10 KB', { id: 'x'.repeat(10_240) }],
    ['an empty id', { id: '' }],
    ['an id with a line break', { id: 'a\r\nb' }],
    ['an id outside ASCII', { id: 'ⅷ' }],
    ['an id that is a number', { id: 12 }],
  ])('refuses %s', (_title, change) => expect(pointers({ ...EVENT, ...change })).toEqual(['/id']));

  it.each(['acceptedat', 'messageId', 'generation', 'routedTo', 'wpgregime'])(
    'refuses the attribute %s, which only the hub sets, without repeating its name',
    (name) => {
      const [error] = read({ ...EVENT, [name]: 'x' }).errors;
      expect(error).toMatchObject({ pointer: '', code: 'unknown-attribute' });
      expect(error?.message).not.toContain(name);
    },
  );

  it('goes no further without a source and a type', () => {
    expect(read({ ...EVENT, source: 'https://example.org' }).ok).toBe(false);
    expect(read({ ...EVENT, type: 'M02' }).ok).toBe(false);
  });
});
