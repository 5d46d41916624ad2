import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { AppError } from '../../core/errors.ts';

/**
 * True for addresses of the public internet. Loopback, private, link-local (where clouds keep their instance
 * credentials), multicast, documentation and translated ranges are not.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(bare)) return false;
  const parsed = ipaddr.parse(bare);
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress())
    return parsed.toIPv4Address().range() === 'unicast';
  return parsed.range() === 'unicast';
}

export function refusedAddress(host: string): AppError {
  return new AppError(
    'unprocessable',
    `${host} is not an address of the public internet, and calls to others are switched off. ` +
      'To allow them, the operator sets INFRAUDIT_ALLOW_PRIVATE_ADDRESSES=true',
  );
}

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

/**
 * Name resolution for sockets that refuses names with any private address. The connection goes to the very
 * address that was checked, so a name cannot answer differently a moment later.
 */
export function guardedLookup(resolve: Resolve = resolveAll): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
          callback(refusedAddress(host), '');
        } else if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ''),
    );
  };
}

function resolveAll(host: string): Promise<{ address: string; family: number }[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    );
  });
}
