const RESERVED = /^(pg-.*|public|information-schema)$/;

/**
 * SQL schema of a prefix (`SCHAKEL_PREFIX`): `-` becomes `_`, which no prefix contains, so that two prefixes never meet in one schema.
 * PostgreSQL's own schemas are refused: removing a hub drops its schema.
 */
export function schemaNameOf(prefix: string): string {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(prefix) || RESERVED.test(prefix)) {
    throw new Error(
      'Naming the SQL schema: the prefix must be 1 to 40 of a-z, 0-9 and -, begin with a letter, and be no name of PostgreSQL.',
    );
  }
  return prefix.replaceAll('-', '_');
}
