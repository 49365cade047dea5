import { BlockList, isIP } from 'node:net';

/** Addresses that are nobody's on the internet: a calendar there would let Baton look into its own network. */
const reserved = new BlockList();
for (const [network, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
  ] as const),
  ...([
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const)
  reserved.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ...([
    ['::', 127],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
  ] as const),
  ...([
    ['2001::', 23],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['ff00::', 8],
  ] as const),
] as const)
  reserved.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address is private, local or otherwise reserved (IANA's special-purpose registries). */
export function isPrivate(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return true;
  // An IPv4 address in IPv6's clothes is looked at as what it is.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPrivate(mapped);
  if (version === 6 && /^::ffff:/i.test(address)) return true;
  return reserved.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
