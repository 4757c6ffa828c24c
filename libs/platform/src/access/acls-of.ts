import type { Endpoint } from '#lib/domain';
import { groupNames } from '../naming/group-names.js';
import { topicNames } from '../naming/topic-names.js';
import type { BrokerAcl } from './broker-acl.js';
import { agencyPrincipalOf, HUB_PRINCIPALS } from './principals.js';

/** What the access list must know of an adapter; its manifest says it. */
export interface AdapterOnBroker {
  readonly id: string;
  readonly endpoints: readonly Endpoint[];
  /** Those of them whose agency has topics of its own. */
  readonly native: readonly Endpoint[];
}

type Grant = Omit<BrokerAcl, 'principal'>;

/**
 * The brokers' whole access list, from the names of topics and groups and what the manifests say (standards C.1): an adapter writes the case
 * log, receipts and its own endpoints' dead letters and reads its own deliveries; decisions, deliveries and quarantine are the router's alone
 * to write; the ledger reads; the console writes orders; only set-up makes topics. No principal may use transactions.
 */
export function aclsOf(prefix: string, adapters: readonly AdapterOnBroker[]): readonly BrokerAcl[] {
  const topics = topicNames(prefix);
  const groups = groupNames(prefix);
  const everything = (operation: BrokerAcl['operation']): Grant => ({
    resource: 'topic',
    name: `${prefix}.`,
    pattern: 'prefixed',
    operation,
  });
  const granted: readonly (readonly [string, readonly Grant[]])[] = [
    [
      HUB_PRINCIPALS.setUp,
      [everything('CREATE'), everything('DESCRIBE'), read(topics.messages), write(topics.messages)],
    ],
    [
      HUB_PRINCIPALS.router,
      [
        read(topics.messages),
        member(groups.router),
        // Operators' orders, and the re-routes that come of them (decisions 26).
        read(topics.operations),
        member(groups.operations),
        write(topics.messages),
        write(topics.decisions),
        write(topics.quarantine),
        { ...write(`${prefix}.delivery.`), pattern: 'prefixed' },
      ],
    ],
    [
      HUB_PRINCIPALS.ledger,
      [
        ...[read(topics.decisions), read(topics.receipts), read(topics.quarantine)],
        ...[member(groups.ledger), member(groups.receipts), member(groups.quarantine)],
      ],
    ],
    [
      HUB_PRINCIPALS.console,
      // Without a group: it reads the original of a message at its place, and never takes part.
      [read(topics.messages), read(topics.quarantine), write(topics.operations), write(topics.receipts)],
    ],
    [HUB_PRINCIPALS.cli, [everything('READ'), ...passingGroups(`${prefix}.play.`)]],
    ...adapters.map((adapter) => [adapter.id, ofAdapter(adapter)] as const),
    ...adapters.flatMap(({ native }) => native.map((one) => [agencyPrincipalOf(one), ofAgency(one)] as const)),
  ];
  return granted.flatMap(([principal, grants]) => grants.map((grant) => ({ principal, ...grant })));

  function ofAdapter({ endpoints, native }: AdapterOnBroker): readonly Grant[] {
    return [
      write(topics.messages),
      write(topics.receipts),
      ...endpoints.flatMap((endpoint) => [
        read(topics.delivery(endpoint)),
        member(groups.delivery(endpoint)),
        write(topics.deadLetter(endpoint)),
      ]),
      ...native.flatMap((endpoint) => [
        read(topics.agency(endpoint).in),
        member(groups.native(endpoint)),
        write(topics.agency(endpoint).out),
        write(topics.agency(endpoint).receipts),
      ]),
    ];
  }

  /** Nothing of the hub itself: three topics, and groups of its own choice. */
  function ofAgency(endpoint: Endpoint): readonly Grant[] {
    const own = topics.agency(endpoint);
    return [
      write(own.in),
      read(own.out),
      read(own.receipts),
      ...passingGroups(`${prefix}.agency.${endpoint.toLowerCase()}.`),
    ];
  }
}

function read(name: string): Grant {
  return { resource: 'topic', name, pattern: 'literal', operation: 'READ' };
}

function write(name: string): Grant {
  return { resource: 'topic', name, pattern: 'literal', operation: 'WRITE' };
}

function member(name: string): Grant {
  return { resource: 'group', name, pattern: 'literal', operation: 'READ' };
}

/** Groups that are removed again by whoever made them. */
function passingGroups(prefix: string): readonly Grant[] {
  const group = { resource: 'group', name: prefix, pattern: 'prefixed' } as const;
  return [
    { ...group, operation: 'READ' },
    { ...group, operation: 'DELETE' },
  ];
}
