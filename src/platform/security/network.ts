import { isIP, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'

const GROUPS_OF_SUBNET = 4

/**
 * The client's address as the trusted proxy gives it, without the port that some proxies write behind it: each connection would
 * be another client. Where the proxy gives no address, its own counts.
 */
export function addressOf({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d+)?$/.exec(ip) ?? []
  const address = bracketed ?? dotted ?? ip
  return isIP(address) === 0 ? (socket.remoteAddress ?? '') : address
}

/**
 * What one client holds: an IPv4 address, or the /64 of an IPv6 address, within which a client picks addresses as it
 * likes (RFC 4291, 2.5.4). IPv4 written as IPv6 counts as IPv4. Other text stays as it is.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [bare = ''] = address.split('%')
  // WHATWG URL writes every IPv6 address in one way (RFC 5952), and a mapped IPv4 address in hex.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (mapped) return [mapped[1], mapped[2]].map(group => dotted(Number.parseInt(group ?? '', 16))).join('.')
  return `${groupsOf(canonical).slice(0, GROUPS_OF_SUBNET).join(':')}::/64`
}

const dotted = (group: number): string => `${group >> 8}.${group & 255}`

function groupsOf(canonical: string): string[] {
  const [head = '', tail] = canonical.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}
