/**
 * A block of addresses as whole numbers, both ends included: all 32 bits of IPv4, the first 32 bits of IPv6.
 * A block that is smaller than one step (IPv6 beyond /32) has no range here: no number of them is the internet.
 */
export type AddressRange = { family: 4 | 6; from: number; to: number };

const whole = 2 ** 32;

/** The range of `192.0.2.0/24` or `2001:db8::/32`; undefined when it is neither, or smaller than one step. */
export function rangeOf(cidr: string): AddressRange | undefined {
  const slash = cidr.indexOf('/');
  const address = slash < 0 ? cidr : cidr.slice(0, slash);
  const family = address.includes(':') ? 6 : 4;
  const length = slash < 0 ? (family === 4 ? 32 : 128) : Number(cidr.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0 || length > 32) return undefined;
  const number = family === 4 ? numberOf4(address) : numberOf6(address);
  if (number === undefined) return undefined;
  const size = 2 ** (32 - length);
  const from = Math.floor(number / size) * size;
  return { family, from, to: from + size - 1 };
}

function numberOf4(address: string): number | undefined {
  let number = 0;
  const parts = address.split('.');
  if (parts.length !== 4) return undefined;
  for (const part of parts) {
    const octet = Number(part);
    if (part === '' || !Number.isInteger(octet) || octet < 0 || octet > 255) return undefined;
    number = number * 256 + octet;
  }
  return number;
}

/** The first two groups of an IPv6 address. */
function numberOf6(address: string): number | undefined {
  const gap = address.indexOf('::');
  const head = (gap < 0 ? address : address.slice(0, gap)).split(':').filter((group) => group !== '');
  const tail =
    gap < 0
      ? 0
      : address
          .slice(gap + 2)
          .split(':')
          .filter((group) => group !== '').length;
  const groups = [0, 1].map((index) => {
    const written = head[index];
    // What `::` leaves out is zero, unless so much follows that the second group belongs to the end.
    if (written === undefined) return gap < 0 || head.length + tail > 7 ? Number.NaN : 0;
    return Number.parseInt(written, 16);
  });
  const [first = Number.NaN, second = Number.NaN] = groups;
  if (!(first >= 0 && first <= 0xffff && second >= 0 && second <= 0xffff)) return undefined;
  return first * 65_536 + second;
}

const reserved4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
].flatMap((cidr) => rangeOf(cidr) ?? []);

/** Addresses that packets on the internet come from: not private, not reserved (IANA special-purpose registries). */
const publicRanges: Record<4 | 6, readonly AddressRange[]> = {
  4: without([{ family: 4, from: 0, to: whole - 1 }], reserved4),
  6: [{ family: 6, from: 0x2000_0000, to: 0x3fff_ffff }],
};

/** What is left of `ranges` (one family) when `removed` are taken out. */
export function without(ranges: readonly AddressRange[], removed: readonly AddressRange[]): AddressRange[] {
  let left = [...ranges];
  for (const hole of removed) {
    left = left.flatMap((range) => {
      if (hole.to < range.from || hole.from > range.to) return [range];
      const parts: AddressRange[] = [];
      if (hole.from > range.from) parts.push({ ...range, to: hole.from - 1 });
      if (hole.to < range.to) parts.push({ ...range, from: hole.to + 1 });
      return parts;
    });
  }
  return left;
}

/** How many public addresses (IPv6: blocks of /32) the ranges of one family hold, each counted once. */
export function publicSize(ranges: readonly AddressRange[]): number {
  const [first] = ranges;
  if (first === undefined) return 0;
  const inOrder = [...ranges].sort((left, right) => left.from - right.from);
  let size = 0;
  let next = 0;
  for (const { from, to } of inOrder) {
    const start = Math.max(from, next);
    if (start > to) continue;
    for (const open of publicRanges[first.family]) {
      const low = Math.max(start, open.from);
      const high = Math.min(to, open.to);
      if (low <= high) size += high - low + 1;
    }
    next = to + 1;
  }
  return size;
}

/**
 * From where on a set of sources is called the internet: as many public addresses as an IPv4 /8, or an IPv6 /16.
 * No registry gives one organisation of today so much, and 0.0.0.0/0 in halves is still everybody.
 */
const internetSize: Record<4 | 6, number> = { 4: 2 ** 24, 6: 2 ** 16 };

/** Whether sources of one family together are the internet. */
export function isInternet(ranges: readonly AddressRange[]): boolean {
  const [first] = ranges;
  return first !== undefined && publicSize(ranges) >= internetSize[first.family];
}

/** Blocks that are too small to matter in `isInternet`: a group has at most 1,000 rules. */
export function isNarrow(cidr: string): boolean {
  return Number(cidr.slice(cidr.indexOf('/') + 1)) > (cidr.includes(':') ? 32 : 24);
}

/** Whether every address of `inner` lies in `outer`, to the last bit, of either family. */
export function containsCidr(outer: string, inner: string): boolean {
  const [big, small] = [exactRange(outer), exactRange(inner)];
  if (big === undefined || small === undefined || big.family !== small.family) return false;
  return big.from <= small.from && big.to >= small.to;
}

function exactRange(cidr: string): { family: 4 | 6; from: bigint; to: bigint } | undefined {
  const [address = '', length = ''] = cidr.split('/');
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const prefix = Number(length);
  if (length === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > bits) return undefined;
  const number = family === 4 ? numberOf4(address) : exactNumber6(address);
  if (number === undefined) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const from = (BigInt(number) / size) * size;
  return { family, from, to: from + size - 1n };
}

function exactNumber6(address: string): bigint | undefined {
  const [head = '', tail, more] = address.split('::');
  if (more !== undefined) return undefined;
  const groupsOf = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const missing = 8 - left.length - right.length;
  if (missing < 0 || (tail === undefined && missing > 0)) return undefined;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((number, group) => number * 65_536n + BigInt(`0x${group}`), 0n);
}
