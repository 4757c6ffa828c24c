import { describe, expect, it } from '@jest/globals';
import { pushedEvent } from './pushed-event.js';

describe('pushedEvent', () => {
  it('passes on the closed list and nothing else that stands in the headers', () => {
    const event = pushedEvent(
      {
        'content-type': 'application/avro',
        ce_specversion: '1.0',
        ce_id: 'delivery-1',
        ce_type: 'a.b.v1',
        ce_source: 'urn:x',
        ce_time: '2026-03-02T09:00:00.000Z',
        ce_subject: 'case',
        ce_wpgarticle: '9',
        ce_onlyfor: 'COA',
        ce_acceptedat: '2026-03-02T09:00:00.000Z',
        traceparent: '00-1-2-01',
        'schakel-case-key': 'case',
        'schakel-message-id': 'message-1',
      },
      { field: 1 },
    );
    expect(event).toEqual({
      specversion: '1.0',
      id: 'delivery-1',
      type: 'a.b.v1',
      source: 'urn:x',
      time: '2026-03-02T09:00:00.000Z',
      subject: 'case',
      traceparent: '00-1-2-01',
      datacontenttype: 'application/json',
      data: { field: 1 },
    });
  });
});
