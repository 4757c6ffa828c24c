import ipaddr from 'ipaddr.js';
import type { NetworkOfTarget } from './network-of-target.js';

/**
 * May the hub call this IP address? Public unicast addresses only (no loopback, private, link-local, multicast, carrier or documentation range,
 * no IPv6 form of an IPv4 address that would get around that), or one in a range that the operator named.
 */
export function isAllowedAddress(address: string, { privateRanges }: NetworkOfTarget): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'unicast') return true;
  return privateRanges.some((range) => {
    const [base, bits] = ipaddr.parseCIDR(range);
    return base.kind() === parsed.kind() && parsed.match([base, bits] as never);
  });
}

/** A CIDR that says which network it means: `10.0.0.1/8` does not. */
export function isRange(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false;
  const [base, bits] = ipaddr.parseCIDR(text);
  if (bits < 8) return false;
  const network =
    base.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
  return network.toNormalizedString() === base.toNormalizedString();
}
