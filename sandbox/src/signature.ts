import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from './protocols/request.ts';

/** What the Authorization header of an AWS Signature Version 4 request says. */
export interface CredentialScope {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]*)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

export function readScope(headers: Record<string, string>): CredentialScope | undefined {
  const found = authorizationPattern.exec(headers.authorization ?? '');
  if (!found) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] =
    found;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([leftName, leftValue], [rightName, rightValue]) => {
      if (leftName !== rightName) return leftName < rightName ? -1 : 1;
      return leftValue < rightValue ? -1 : leftValue > rightValue ? 1 : 0;
    })
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

// S3 signs the path as it is; every other service signs it encoded once more.
function canonicalPath(path: string, service: string): string {
  return service === 's3' ? path : path.split('/').map(encode).join('/');
}

const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, scope: CredentialScope): Buffer {
  const name = `${secret}/${scope.date}/${scope.region}/${scope.service}`;
  let key = signingKeys.get(name);
  if (!key) {
    if (signingKeys.size > 1000) signingKeys.clear();
    key = hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.date), scope.region), scope.service), 'aws4_request');
    signingKeys.set(name, key);
  }
  return key;
}

/** Recomputes the signature of the request with the account's secret; false when it differs. */
export function isSignedWith(secret: string, scope: CredentialScope, request: RawRequest): boolean {
  const { headers } = request;
  const canonicalHeaders = scope.signedHeaders
    .map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  const canonicalRequest = [
    request.method,
    canonicalPath(request.path, scope.service),
    canonicalQuery(request.query),
    canonicalHeaders,
    scope.signedHeaders.join(';'),
    headers['x-amz-content-sha256'] ?? sha256(request.body),
  ].join('\n');
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    headers['x-amz-date'] ?? '',
    `${scope.date}/${scope.region}/${scope.service}/aws4_request`,
    sha256(canonicalRequest),
  ].join('\n');
  const expected = hmac(signingKey(secret, scope), stringToSign);
  return timingSafeEqual(expected, Buffer.from(scope.signature, 'hex'));
}
