import { type BrokerAcl } from '#lib/platform';
import kafkajs, { type AclEntry, type Admin } from 'kafkajs';

// Node finds no names of these in the package's CommonJS; they are there.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

const RESOURCES = { topic: AclResourceTypes.TOPIC, group: AclResourceTypes.GROUP } as const;
const PATTERNS = { literal: ResourcePatternTypes.LITERAL, prefixed: ResourcePatternTypes.PREFIXED } as const;

/** Makes the lines of `owned` principals exactly those that are wanted; lines of others are not touched. */
export async function setAcls(
  admin: Admin,
  wanted: readonly BrokerAcl[],
  principalOf: (principal: string) => string,
  owned: (principal: string) => boolean,
): Promise<{ readonly added: number; readonly removed: number }> {
  const entries = new Map(wanted.map((acl) => entryOf(acl, principalOf)).map((entry) => [keyOf(entry), entry]));
  const known = (await allAcls(admin)).filter(({ principal }) => owned(principal));
  const knownKeys = new Set(known.map(keyOf));
  const stale = known.filter((entry) => !entries.has(keyOf(entry)));
  const missing = [...entries].filter(([key]) => !knownKeys.has(key)).map(([, entry]) => entry);
  // What is too much goes first: between the two steps nobody may do more than before or after.
  if (stale.length > 0) {
    const { filterResponses } = await admin.deleteAcls({ filters: stale });
    refuse(filterResponses);
  }
  if (missing.length > 0) await admin.createAcls({ acl: missing });
  return { added: missing.length, removed: stale.length };
}

async function allAcls(admin: Admin): Promise<AclEntry[]> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    operation: AclOperationTypes.ANY,
    permissionType: AclPermissionTypes.ANY,
  });
  return resources.flatMap(({ acls, ...resource }) => acls.map((acl) => ({ ...resource, ...acl })));
}

function entryOf({ principal, resource, name, pattern, operation }: BrokerAcl, principalOf: (name: string) => string) {
  return {
    principal: principalOf(principal),
    host: '*',
    operation: AclOperationTypes[operation],
    permissionType: AclPermissionTypes.ALLOW,
    resourceType: RESOURCES[resource],
    resourceName: name,
    resourcePatternType: PATTERNS[pattern],
  } satisfies AclEntry;
}

function keyOf(entry: AclEntry): string {
  const { principal, host, operation, permissionType, resourceType, resourceName, resourcePatternType } = entry;
  return [principal, host, operation, permissionType, resourceType, resourceName, resourcePatternType].join(' ');
}

function refuse(answers: readonly { readonly errorCode: number }[]): void {
  const refused = answers.find(({ errorCode }) => errorCode !== 0);
  if (refused !== undefined) throw new Error(`DeleteAcls was refused with error ${refused.errorCode}`);
}
