import type { Version } from '#lib/routing';

const DEADLINE_MS = 5_000;

/** Does the router at this address have this rule set, with this content? It shows those that it has among its metrics. */
export async function routerHolds(router: string, { id, hash }: Version): Promise<boolean> {
  const response = await fetch(`${router}/metrics`, { signal: AbortSignal.timeout(DEADLINE_MS), redirect: 'error' });
  if (!response.ok) throw new Error('Asking the router for its rule sets: it does not answer as it should.');
  return (await response.text()).includes(`schakel_router_rule_set_info{id="${id}",hash="${hash}"} 1`);
}
