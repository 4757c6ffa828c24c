import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '#lib/platform';

/** Does this push come from the hub? Read anew at each question: set-up may add recipients while the simulator runs. */
export class PushKeys {
  constructor(private readonly secrets: Pick<Secrets, 'pushKeys'>) {}

  accepts(endpoint: string, unit: string | null, authorization: string | undefined): boolean {
    const keys = this.secrets.pushKeys();
    const key = (unit === null ? undefined : keys.get(`${endpoint}:${unit}`)) ?? keys.get(endpoint);
    return key !== undefined && timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${key}`));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
