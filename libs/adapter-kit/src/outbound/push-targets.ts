import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isEndpoint, parseParty, partyName, type Party } from '#lib/domain';
import type { NetworkOfTarget } from '#lib/trust';
import { readPushTarget, type PushTargetEntry } from './push-target-entry.js';

export interface PushTarget {
  readonly url: URL;
  /** Bearer token of the hub at this recipient. */
  readonly key: string;
  /** Authorities to trust there, PEM; null = those of the hub. */
  readonly ca: string | null;
  /** Where the address may lie; names are looked up under this at every connection. */
  readonly network: NetworkOfTarget;
}

export interface PushTargets {
  /** null when nobody has said yet where this recipient takes its messages, or said something that is not to be used. */
  targetOf(recipient: Party): PushTarget | null;
  /** Deliveries per second at most, but for stops; null = as fast as it answers. */
  rateOf(recipient: Party): number | null;
}

export interface PushTargetOptions {
  readonly stateFolder: string;
  readonly keys: ReadonlyMap<string, string>;
  readonly monotonic: () => number;
  /** An entry that is not used: whose, and why in words. Once per reading of the file. */
  readonly onFault: (recipient: string, fault: string) => void;
}

const EVERYBODY = Symbol('everybody');
const NO_RECIPIENT = { ok: false, fault: 'it names somebody who is no recipient' } as const;
const FRESH_MS = 1000;
/** The simulator listens on the loopback address of this machine, and only the hub writes where. */
const LOOPBACK: NetworkOfTarget = { privateRanges: ['127.0.0.0/8'] };

interface Files {
  readonly readAt: number;
  /** By recipient; null = there is an entry, which is not to be used. */
  readonly entries: ReadonlyMap<string | symbol, PushTargetEntry | null>;
  readonly simulator: URL | null;
}

/**
 * Where each recipient takes its messages: `push-targets.json` in the state folder (docs/how-to/connect-an-agency.md), else the partner simulator,
 * whose address lies in `simulator.json`. Only operators write these files; no message can name an address. A bad entry never falls back to the
 * simulator: messages would go where nobody meant them to.
 */
export function filePushTargets(options: PushTargetOptions): PushTargets {
  const { stateFolder, keys, monotonic, onFault } = options;
  let files: Files = { readAt: -Infinity, entries: new Map(), simulator: null };
  const read = (): Files => ({
    readAt: monotonic(),
    entries: readEntries(join(stateFolder, 'push-targets.json'), onFault),
    simulator: simulatorAt(readObject(join(stateFolder, 'simulator.json'))?.inbox),
  });
  const entryOf = (recipient: Party): PushTargetEntry | null | undefined => {
    if (monotonic() - files.readAt > FRESH_MS) files = read();
    const names = [partyName(recipient), recipient.endpoint, EVERYBODY];
    return names.map((one) => files.entries.get(one)).find((one) => one !== undefined);
  };
  return {
    rateOf: (recipient) => entryOf(recipient)?.perSecond ?? null,
    targetOf(recipient) {
      const entry = entryOf(recipient);
      const ownKey = keys.get(partyName(recipient)) ?? keys.get(recipient.endpoint);
      if (entry === null) return null;
      if (entry === undefined) {
        if (files.simulator === null || ownKey === undefined) return null;
        const url = new URL(`/inbox/${recipient.endpoint}/${recipient.unit ?? '-'}`, files.simulator);
        return { url, key: ownKey, ca: null, network: LOOPBACK };
      }
      const key = entry.key ?? ownKey;
      const ca = entry.ca === null ? null : readText(isAbsolute(entry.ca) ? entry.ca : join(stateFolder, entry.ca));
      if (key === undefined || (entry.ca !== null && ca === null)) return null;
      return { url: entry.url, key, ca, network: { privateRanges: entry.privateRanges } };
    },
  };
}

function readEntries(
  file: string,
  onFault: PushTargetOptions['onFault'],
): ReadonlyMap<string | symbol, PushTargetEntry | null> {
  if (readText(file) === null) return new Map();
  const json = readObject(file);
  if (json === null) {
    onFault('push-targets.json', 'it is no JSON object; nothing is pushed to anybody until it is mended');
    return new Map([[EVERYBODY, null]]);
  }
  return new Map(
    Object.entries(json).map(([name, value]) => {
      // Carried otherwise; nothing to push to.
      if (value === 'kafka') return [name, null];
      const checked = parseParty(name) !== null || isEndpoint(name) ? readPushTarget(value) : NO_RECIPIENT;
      if (!checked.ok) onFault(checked === NO_RECIPIENT ? 'push-targets.json' : name, checked.fault);
      return [name, checked.ok ? checked.entry : null];
    }),
  );
}

function simulatorAt(address: unknown): URL | null {
  return typeof address === 'string' && /^https:\/\/127\.0\.0\.1:\d{1,5}$/.test(address) ? new URL(address) : null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function readObject(file: string): Record<string, unknown> | null {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
