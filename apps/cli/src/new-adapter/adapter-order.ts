import type { AdapterManifest } from '#lib/adapter-kit';
import { isEndpoint, type Endpoint } from '#lib/domain';

/** What somebody wants. */
export interface AdapterWish {
  /** With or without `-adapter`. */
  readonly name: string;
  readonly endpoints: readonly string[];
  /** The adapter in whose place it will serve. */
  readonly replace: string | null;
  /** An adapter whose vocabulary it begins with; `none` for the hub's own JSON. By default that of the replaced one, if it has such. */
  readonly like: string | null;
}

/** What will be made. */
export interface AdapterOrder {
  readonly id: string;
  readonly endpoints: readonly Endpoint[];
  readonly replaces: AdapterManifest | null;
  /** Id of the adapter whose vocabulary it begins with; null = the hub's own JSON. */
  readonly like: string | null;
}

export type ReadOrder =
  { readonly ok: true; readonly order: AdapterOrder } | { readonly ok: false; readonly errors: readonly string[] };

const ID = /^[a-z]+(-[a-z]+)*-adapter$/;

/**
 * Checks a wish against the adapters that there are. Every endpoint of the exchange is served by one adapter, so a new one takes endpoints that
 * nobody serves, or takes the place of an adapter with all its endpoints. Collects all faults.
 */
export function readOrder(
  { name, endpoints, replace, like }: AdapterWish,
  folders: readonly AdapterManifest[],
  /** Those that speak a JSON of their own, made from a vocabulary. */
  translated: readonly string[],
): ReadOrder {
  const errors: string[] = [];
  const id = fullId(name);
  if (!ID.test(id)) errors.push('The name is made of lower-case letters and hyphens, e.g. opvang or opvang-adapter.');
  if (folders.some((manifest) => manifest.id === id)) errors.push(`apps/${id} is there already.`);
  const replaced = replace === null ? null : (folders.find((one) => one.id === fullId(replace)) ?? null);
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
  const model = like === null ? (replaced?.id ?? null) : like === 'none' ? null : fullId(like);
  if (like !== null && model !== null && !translated.includes(model))
    errors.push(`There is no vocabulary to begin with there. There is one at: ${translated.join(', ')}; or none.`);
  return errors.length > 0
    ? { ok: false, errors }
    : {
        ok: true,
        order: { id, endpoints: known, replaces: replaced, like: translated.find((one) => one === model) ?? null },
      };
}

function fullId(name: string): string {
  return name.endsWith('-adapter') ? name : `${name}-adapter`;
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
