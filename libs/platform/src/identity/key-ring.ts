import { type KeyObject } from 'node:crypto';

/** For many MACs a `KeyObject` (`createSecretKey`): handing over bytes each time costs more than the MAC itself (measured: 1.6 times). */
export type MacKey = Uint8Array | KeyObject;

/** Keys by id. New MACs are made with `current`; the old ones stay, because the log keeps what they signed (decisions 5). */
export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, MacKey>;
}
