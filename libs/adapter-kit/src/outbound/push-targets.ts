import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { partyName, type Party } from '#lib/domain';

export interface PushTarget {
  readonly url: URL;
  /** Bearer token of the hub at this recipient. */
  readonly key: string;
}

export interface PushTargets {
  /** null when nobody has said yet where this recipient takes its messages. */
  targetOf(recipient: Party): PushTarget | null;
}

const FRESH_MS = 1000;

/**
 * Where each recipient takes its messages: `push-targets.json` in the state folder (`{ "COA": "https://..." }`, a unit as `GEM:0599`), else
 * the partner simulator, whose address lies in `simulator.json`. Only operators write these files; no message can name an address.
 */
export function filePushTargets(
  stateFolder: string,
  keys: ReadonlyMap<string, string>,
  monotonic: () => number,
): PushTargets {
  let files = { readAt: -Infinity, targets: {} as Record<string, unknown>, simulator: null as unknown };
  return {
    targetOf(recipient) {
      if (monotonic() - files.readAt > FRESH_MS) {
        files = {
          readAt: monotonic(),
          targets: readObject(join(stateFolder, 'push-targets.json')),
          simulator: readObject(join(stateFolder, 'simulator.json')).url,
        };
      }
      const name = partyName(recipient);
      const key = keys.get(name) ?? keys.get(recipient.endpoint);
      const inbox = `/inbox/${recipient.endpoint}/${recipient.unit ?? '-'}`;
      const url =
        httpUrl(files.targets[name]) ?? httpUrl(files.targets[recipient.endpoint]) ?? httpUrl(files.simulator, inbox);
      return key === undefined || url === null ? null : { url, key };
    },
  };
}

function httpUrl(base: unknown, path?: string): URL | null {
  if (typeof base !== 'string' || !URL.canParse(base)) return null;
  const url = path === undefined ? new URL(base) : new URL(path, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

function readObject(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
