import type { BrokerAcl } from '#lib/platform';

/** The line as Kafka's own tool takes it; `principal` is the user's whole name. */
export function aclCommand({ principal, resource, name, pattern, operation }: BrokerAcl): string {
  const word = `${operation[0] ?? ''}${operation.slice(1).toLowerCase()}`;
  return `kafka-acls.sh --add --allow-principal 'User:${principal}' --operation ${word} --${resource} '${name}' --resource-pattern-type ${pattern}`;
}
