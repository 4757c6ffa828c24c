/** The environment for a server: without what is meant for this Node process alone. */
export function childEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_OPTIONS',
  );
  // PostgreSQL's tools read these and would look at another server.
  return Object.fromEntries(kept.filter(([name]) => !name.startsWith('PG')));
}
