import { checkTargetUrl, isRange } from '#lib/trust';

/** What an operator wrote about one recipient in `push-targets.json`, checked. */
export interface PushTargetEntry {
  readonly url: URL;
  /** Bearer token of the hub at this recipient; null = the one of `push-keys.json`. */
  readonly key: string | null;
  /** File with the authorities to trust there, PEM; null = those of the hub. */
  readonly ca: string | null;
  readonly privateRanges: readonly string[];
  /** Deliveries per second at most, but for stops; null = as fast as it answers. */
  readonly perSecond: number | null;
}

export type ReadEntry =
  { readonly ok: true; readonly entry: PushTargetEntry } | { readonly ok: false; readonly fault: string };

const KNOWN = new Set(['url', 'key', 'ca', 'network', 'ranges', 'perSecond']);

/** An address, or an object with `url` and optionally `key`, `ca`, `network`, `ranges` and `perSecond`. A fault says what is wrong, and never the value. */
export function readPushTarget(json: unknown): ReadEntry {
  if (typeof json === 'string') return readPushTarget({ url: json });
  if (typeof json !== 'object' || json === null) return fault('expected an address, or an object with url');
  const given = json as Record<string, unknown>;
  if (Object.keys(given).some((name) => !KNOWN.has(name))) return fault(`knows only ${[...KNOWN].join(', ')}`);
  const { url, key = null, ca = null, network = 'public', ranges = [], perSecond = null } = given;
  if (typeof url !== 'string') return fault('url is missing');
  if (key !== null && (typeof key !== 'string' || !/^[\x21-\x7e]{16,512}$/.test(key)))
    return fault('key must be a text of 16 to 512 visible characters');
  if (ca !== null && typeof ca !== 'string') return fault('ca must name a file');
  if (network !== 'public' && network !== 'private') return fault('network must be public or private');
  if (!Array.isArray(ranges) || !ranges.every((range) => typeof range === 'string' && isRange(range)))
    return fault('ranges must be a list of networks such as 10.20.30.0/24');
  if ((network === 'private') !== ranges.length > 0)
    return fault('a private network is named by its ranges, and ranges only go with network private');
  if (
    perSecond !== null &&
    !(Number.isInteger(perSecond) && (perSecond as number) >= 1 && (perSecond as number) <= 1000)
  )
    return fault('perSecond must be a whole number from 1 to 1000');
  const privateRanges = ranges as string[];
  const checked = checkTargetUrl(url, { privateRanges });
  return checked.ok
    ? { ok: true, entry: { url: checked.url, key, ca, privateRanges, perSecond: perSecond as number | null } }
    : fault(checked.fault);
}

function fault(words: string): ReadEntry {
  return { ok: false, fault: words };
}
