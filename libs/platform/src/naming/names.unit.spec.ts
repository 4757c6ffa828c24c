import { ENDPOINTS } from '#lib/domain';
import { describe, expect, it } from '@jest/globals';
import { groupNames } from './group-names.js';
import { topicNames } from './topic-names.js';

describe('names of topics and groups', () => {
  it('are in lower case and begin with the prefix', () => {
    const names = [...topicNames('schakel').all(), ...groupNames('schakel').all()];
    for (const name of names) expect(name).toMatch(/^schakel\.[a-z0-9.-]+$/);
    expect(topicNames('schakel').delivery('KMAR')).toBe('schakel.delivery.kmar.v1');
  });

  it('are all different', () => {
    expect(new Set(topicNames('t').all()).size).toBe(5 + 2 * ENDPOINTS.length);
    expect(new Set(groupNames('t').all()).size).toBe(5 + 2 * ENDPOINTS.length);
  });
});
