import type { Endpoint } from '#lib/domain';

/** Principals that every hub has, beside one per adapter (its id) and one per agency that speaks Kafka itself. */
export const HUB_PRINCIPALS = {
  /** Makes topics, opens the case log and activates rules; nobody else makes topics. */
  setUp: 'set-up',
  router: 'router',
  ledger: 'ledger',
  /** Carries out what operators plan: orders to the router, receipts of what is withheld. */
  console: 'console',
  /** Commands of the command line that look and never write. */
  cli: 'cli',
} as const;

/** An agency that writes and reads its own topics. */
export function agencyPrincipalOf(endpoint: Endpoint): string {
  return `agency-${endpoint.toLowerCase()}`;
}

/** The user on the broker. The prefix keeps hubs on one cluster apart, and tells which users and lines are whose. */
export function brokerUserOf(prefix: string, principal: string): string {
  return `${prefix}.${principal}`;
}
