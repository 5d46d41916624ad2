/**
 * S3 calls a policy public when it admits ranges of more than a /8 of IPv4 or a /32 of IPv6; private ranges do not
 * count, because no request from the internet carries such an address.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const widestIpv4Prefix = 8;
const widestIpv6Prefix = 32;

/** True when every range is one that keeps the internet at large out. */
export function narrowRanges(ranges: readonly string[]): boolean {
  return ranges.every(isNarrow);
}

function isNarrow(range: string): boolean {
  const slash = range.indexOf('/');
  const address = slash < 0 ? range : range.slice(0, slash);
  const isIpv6 = address.includes(':');
  if (!isIpv6 && !/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return false;
  if (isIpv6 && !/^[0-9a-fA-F:.]+$/.test(address)) return false;
  if (slash < 0) return true;
  const prefix = range.slice(slash + 1);
  if (!/^\d{1,3}$/.test(prefix)) return false;
  return Number(prefix) >= (isIpv6 ? widestIpv6Prefix : widestIpv4Prefix);
}
