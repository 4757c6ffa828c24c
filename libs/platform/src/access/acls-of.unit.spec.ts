import { ENDPOINTS } from '#lib/domain';
import { describe, expect, it } from '@jest/globals';
import { topicNames } from '../naming/topic-names.js';
import { aclsOf } from './acls-of.js';
import type { BrokerAcl } from './broker-acl.js';

const adapters = ENDPOINTS.map((endpoint) => ({
  id: `${endpoint.toLowerCase()}-adapter`,
  endpoints: [endpoint],
  native: [] as const,
}));
const acls = aclsOf('schakel', adapters);
const topics = topicNames('schakel');

/** Who may do this to a topic, by the rules of the brokers: the name itself, or the beginning of it. */
function whoMay(operation: BrokerAcl['operation'], topic: string): readonly string[] {
  const lines = acls.filter((acl) => acl.resource === 'topic' && acl.operation === operation);
  const reaches = ({ name, pattern }: BrokerAcl): boolean =>
    pattern === 'literal' ? name === topic : topic.startsWith(name);
  return [...new Set(lines.filter(reaches).map(({ principal }) => principal))].sort();
}

describe('the access list', () => {
  it('lets the router alone write decisions, deliveries and quarantine', () => {
    for (const topic of [topics.decisions, topics.quarantine, ...ENDPOINTS.map((one) => topics.delivery(one))]) {
      expect(whoMay('WRITE', topic)).toEqual(['router']);
    }
  });

  it('lets the adapter of an endpoint alone read its deliveries, beside the operators', () => {
    for (const endpoint of ENDPOINTS) {
      expect(whoMay('READ', topics.delivery(endpoint))).toEqual(['cli', `${endpoint.toLowerCase()}-adapter`].sort());
      expect(whoMay('WRITE', topics.deadLetter(endpoint))).toEqual([`${endpoint.toLowerCase()}-adapter`]);
    }
  });

  it('lets no adapter read the case log, the decisions or the receipts', () => {
    const ofAdapters = adapters.map(({ id }) => id);
    for (const topic of [topics.messages, topics.decisions, topics.receipts]) {
      expect(whoMay('READ', topic).filter((name) => ofAdapters.includes(name))).toEqual([]);
    }
  });

  it('lets nobody but set-up make topics', () => {
    expect(whoMay('CREATE', topics.messages)).toEqual(['set-up']);
    expect(acls.filter(({ operation }) => operation === 'CREATE').map(({ principal }) => principal)).toEqual([
      'set-up',
    ]);
  });

  it('has no line twice and none that reaches beyond the prefix', () => {
    expect(new Set(acls.map((acl) => JSON.stringify(acl))).size).toBe(acls.length);
    expect(acls.filter(({ name }) => !name.startsWith('schakel.'))).toEqual([]);
  });
});
