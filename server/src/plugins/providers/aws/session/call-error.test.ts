import { describe, expect, it } from 'vitest';
import {
  AwsCallError,
  errorFacts,
  gapReason,
  isCode,
  reasonOf,
  toCallError,
  unreadableReason,
} from './call-error.ts';

const coded = (name: string, status?: number, message = 'text') =>
  Object.assign(new Error(message), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
  });

describe('why AWS did not answer', () => {
  it.each<[string, Error, string]>([
    ['S3 denies', coded('AccessDenied', 403), 'denied'],
    ['most services deny', coded('AccessDeniedException', 400), 'denied'],
    ['EC2 denies', coded('UnauthorizedOperation', 403), 'denied'],
    ['SNS denies', coded('AuthorizationErrorException', 403), 'denied'],
    ['a bare 403', coded('UnknownError', 403), 'denied'],
    ['EC2 throttles', coded('RequestLimitExceeded', 503), 'throttled'],
    ['Lambda throttles', coded('TooManyRequestsException', 429), 'throttled'],
    ['S3 throttles', coded('SlowDown', 503), 'throttled'],
    ['a bare 429', coded('UnknownError', 429), 'throttled'],
    ['EC2 in a region that is not enabled', coded('OptInRequired', 401), 'region_disabled'],
    ['STS in a region that is switched off', coded('RegionDisabledException', 403), 'region_disabled'],
    ['an unknown key', coded('UnrecognizedClientException', 400), 'credentials'],
    ['an expired token', coded('ExpiredTokenException', 400), 'credentials'],
    ['a wrong signature', coded('SignatureDoesNotMatch', 403), 'credentials'],
    ['a call that the endpoint lacks', coded('InvalidAction', 400), 'unsupported'],
    ['no such host', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), 'unreachable'],
    ['nobody listening', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'unreachable'],
    ['an internal error', coded('InternalFailure', 500), 'failed'],
    ['a body that is no JSON', new SyntaxError('Unexpected token'), 'malformed'],
  ])('%s', (_name, error, reason) => {
    expect(reasonOf(errorFacts(error), false)).toBe(reason);
  });

  it('is a cancel when the caller went away, whatever was thrown', () => {
    expect(reasonOf(errorFacts(coded('AccessDenied', 403)), true)).toBe('cancelled');
  });

  it('survives whatever is thrown', () => {
    for (const thrown of [undefined, null, 'text', 7, {}, { name: 3 }]) {
      const call = { operation: 's3:ListBuckets', region: 'us-east-1', aborted: false };
      expect(toCallError(thrown, call)).toBeInstanceOf(AwsCallError);
    }
  });

  it('is told to a resource and to a source in their own words', () => {
    expect(unreadableReason('region_disabled')).toBe('unsupported');
    expect(unreadableReason('timeout')).toBe('failed');
    expect(gapReason('timeout')).toBe('timeout');
    expect(gapReason('credentials')).toBe('failed');
  });

  it('compares codes whatever their suffix', () => {
    expect(isCode('ResourceNotFoundException', ['ResourceNotFound'])).toBe(true);
    expect(isCode('NoSuchBucket', ['NoSuchBucketPolicy'])).toBe(false);
  });
});
