import type { RawRequest } from '../protocols/request.ts';

const virtualHost = /^(?<bucket>[a-z0-9][a-z0-9.-]*?)\.(?:s3[.-][a-z0-9.-]*|localhost)(?::\d+)?$/;

/** Takes the bucket out of the host name or the first step of the path, so that routes see the rest. */
export function splitBucket(request: RawRequest): { request: RawRequest; bucket: string | undefined } {
  const fromHost = virtualHost.exec(request.headers.host ?? '')?.groups?.bucket;
  if (fromHost) return { request, bucket: fromHost };
  const [, first = '', ...rest] = request.path.split('/');
  if (first === '') return { request, bucket: undefined };
  return { request: { ...request, path: `/${rest.join('/')}` }, bucket: decodeURIComponent(first) };
}
