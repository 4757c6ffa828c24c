import { isIP } from 'node:net';
import { isAllowedAddress } from './allowed-address.js';
import type { NetworkOfTarget } from './network-of-target.js';

export type CheckedUrl =
  | { readonly ok: true; readonly url: URL }
  /** Why not, in words; never the address. */
  | { readonly ok: false; readonly fault: string };

/** On the internet: what Diginetwerk and agencies' web servers use. */
const PUBLIC_PORTS = new Set(['', '443', '8443']);
/** Never, also within a private network: SSH, mail, PostgreSQL, Kafka. */
const REFUSED_PORTS = new Set(['22', '25', '5432', '9092', '9093']);
const HOST = /^https:\/\/(\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9.-]+)(?::\d{1,5})?(?:[/?]|$)/;

/**
 * May the hub push to this address? Asked when it is read from the configuration. Names are asked again when they are looked up
 * (`guardedLookup`), for a name says nothing about where it leads.
 */
export function checkTargetUrl(text: string, network: NetworkOfTarget): CheckedUrl {
  if (!URL.canParse(text)) return fault('it is no address');
  const url = new URL(text);
  if (url.protocol !== 'https:') return fault('it must begin with https://');
  if (url.username !== '' || url.password !== '') return fault('it must hold no user and no password');
  if (url.hash !== '') return fault('it must hold no fragment');
  // As written: the parser turns 0x7f.1, 2130706433 and circled digits into 127.0.0.1.
  const written = HOST.exec(text)?.[1]?.toLowerCase();
  if (written !== url.hostname) return fault('its host must be written plainly');
  if (REFUSED_PORTS.has(url.port)) return fault('its port belongs to another service');
  const inside = network.privateRanges.length > 0;
  if (!inside && !PUBLIC_PORTS.has(url.port)) return fault('its port must be 443 or 8443');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) {
    return isAllowedAddress(literal, network) ? { ok: true, url } : fault('it lies in a network that was not named');
  }
  if (url.hostname.endsWith('.')) return fault('its host must not end in a dot');
  if (!inside && !url.hostname.includes('.')) return fault('its host must be a full name');
  return { ok: true, url };
}

function fault(words: string): CheckedUrl {
  return { ok: false, fault: words };
}
