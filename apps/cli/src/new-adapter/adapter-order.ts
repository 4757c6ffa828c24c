import type { AdapterManifest } from '#lib/adapter-kit';
import { isEndpoint, type Endpoint } from '#lib/domain';

/** What somebody wants. */
export interface AdapterWish {
  /** With or without `-adapter`. */
  readonly name: string;
  readonly endpoints: readonly string[];
  /** The adapter in whose place it will serve. */
  readonly replace: string | null;
}

/** What will be made. */
export interface AdapterOrder {
  readonly id: string;
  readonly endpoints: readonly Endpoint[];
  readonly replaces: AdapterManifest | null;
}

export type ReadOrder =
  { readonly ok: true; readonly order: AdapterOrder } | { readonly ok: false; readonly errors: readonly string[] };

const ID = /^[a-z]+(-[a-z]+)*-adapter$/;

/**
 * Checks a wish against the adapters that there are. Every endpoint of the exchange is served by one adapter, so a new one takes endpoints that
 * nobody serves, or takes the place of an adapter with all its endpoints. Collects all faults.
 */
export function readOrder({ name, endpoints, replace }: AdapterWish, folders: readonly AdapterManifest[]): ReadOrder {
  const errors: string[] = [];
  const id = name.endsWith('-adapter') ? name : `${name}-adapter`;
  if (!ID.test(id)) errors.push('The name is made of lower-case letters and hyphens, e.g. opvang or opvang-adapter.');
  if (folders.some((manifest) => manifest.id === id)) errors.push(`apps/${id} is there already.`);
  const replaced =
    replace === null ? null : (folders.find((one) => one.id === replace || one.id === `${replace}-adapter`) ?? null);
  if (replace !== null && replaced === null)
    errors.push(`There is no adapter to replace of that name. There are: ${folders.map((one) => one.id).join(', ')}.`);
  if (replaced?.status === 'draft') errors.push(`${replaced.id} is a draft itself: change that one.`);
  const wanted = endpoints.length > 0 ? endpoints : (replaced?.endpoints ?? []).map(({ endpoint }) => endpoint);
  if (wanted.length === 0 && replace === null)
    errors.push('Name what it serves: --endpoint, or --replace with the adapter in whose place it comes.');
  const known = [...new Set(wanted)].filter(isEndpoint);
  if (wanted.some((endpoint) => !isEndpoint(endpoint)))
    errors.push(
      'An endpoint is one of the fifteen of the exchange rules, e.g. COA. A new municipality or mission is a new unit of GEM or EMB (schemas/reference/partners.json), not a new adapter.',
    );
  errors.push(...conflicts(known, replaced, folders));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, order: { id, endpoints: known, replaces: replaced } };
}

function conflicts(
  endpoints: readonly Endpoint[],
  replaced: AdapterManifest | null,
  folders: readonly AdapterManifest[],
): readonly string[] {
  const errors: string[] = [];
  for (const one of folders.filter(({ id, status }) => id !== replaced?.id && status !== 'draft')) {
    const shared = one.endpoints.map(({ endpoint }) => endpoint).filter((endpoint) => endpoints.includes(endpoint));
    if (shared.length > 0)
      errors.push(`${shared.join(', ')} is served by ${one.id}: add --replace ${one.id} to take its place.`);
  }
  const left = (replaced?.endpoints ?? []).map(({ endpoint }) => endpoint).filter((one) => !endpoints.includes(one));
  if (replaced !== null && endpoints.length > 0 && left.length > 0)
    errors.push(
      `${replaced.id} serves ${left.join(', ')} too: name that as well, or take it out of ${replaced.id} first.`,
    );
  return errors;
}
