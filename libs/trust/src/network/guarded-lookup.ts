import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isAllowedAddress } from './allowed-address.js';
import type { NetworkOfTarget } from './network-of-target.js';

export class AddressRefused extends Error {
  readonly code = 'address-refused';
}

type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks a name up for `net.connect` and gives only addresses that may be called. One bad address among several refuses the name: who controls
 * it would choose which one is tried first. Called at every connection, so that a name that changes its mind is found out.
 */
export function guardedLookup(network: NetworkOfTarget, resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const good = addresses.length > 0 && addresses.every(({ address }) => isAllowedAddress(address, network));
      const [first] = addresses;
      if (!good || first === undefined)
        return callback(new AddressRefused('Looking up a push target: its address is not one to call.'), '');
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
