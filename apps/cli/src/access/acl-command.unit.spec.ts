import { describe, expect, it } from '@jest/globals';
import { aclCommand } from './acl-command.js';

describe('a line of the access list as a command', () => {
  it('is what Kafka’s own tool takes', () => {
    const acl = {
      principal: 'schakel.router',
      resource: 'topic',
      name: 'schakel.delivery.',
      pattern: 'prefixed',
    } as const;
    expect(aclCommand({ ...acl, operation: 'WRITE' })).toBe(
      "kafka-acls.sh --add --allow-principal 'User:schakel.router' --operation Write --topic 'schakel.delivery.' --resource-pattern-type prefixed",
    );
  });
});
