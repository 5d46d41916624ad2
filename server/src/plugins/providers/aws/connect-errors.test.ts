import { describe, expect, it } from 'vitest';
import { connectError } from './connect-errors.ts';
import type { AwsCredentials } from './credentials.ts';
import { toCallError } from './session/call-error.ts';

const keys: AwsCredentials = {
  method: 'access_keys',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'x'.repeat(40),
};
const role: AwsCredentials = { method: 'assume_role', roleArn: 'arn:aws:iam::123456789012:role/InfraAudit' };
const profile: AwsCredentials = { method: 'profile', profile: 'audit' };
const own: AwsCredentials = { method: 'default_chain' };
const settings = { region: 'us-east-1' };

function toldTo(
  credentials: AwsCredentials,
  code: string,
  message = 'text',
  where: { region: string; endpointUrl?: string } = settings,
) {
  const thrown = Object.assign(new Error(message), { name: code, $metadata: { httpStatusCode: 403 } });
  const call = { operation: 'sts:GetCallerIdentity', region: where.region, aborted: false };
  const error = connectError(toCallError(thrown, call), credentials, where);
  return { code: error.code, fields: error.details.map(({ path }) => path), text: error.message };
}

describe('what a failed connect says', () => {
  it.each<[string, AwsCredentials, string, string, string[]]>([
    ['unknown keys', keys, 'InvalidClientTokenId', '', ['credentials.accessKeyId']],
    ['a wrong secret', keys, 'SignatureDoesNotMatch', '', ['credentials.secretAccessKey']],
    ['an expired token', keys, 'ExpiredToken', '', ['credentials.sessionToken']],
    [
      'a clock that is behind',
      keys,
      'SignatureDoesNotMatch',
      'Signature expired: 20260101T000000Z',
      ['server.clock'],
    ],
    ['a clock that is ahead', keys, 'SignatureDoesNotMatch', 'Signature not yet current', ['server.clock']],
    ['a clock that S3 complains about', keys, 'RequestTimeTooSkewed', '', ['server.clock']],
    ['a role that is refused', role, 'AccessDenied', '', ['credentials.roleArn', 'credentials.externalId']],
    ['a profile without keys', profile, 'CredentialsProviderError', '', ['credentials.profile']],
    ['a server without identity', own, 'CredentialsProviderError', '', ['credentials.method']],
    ['a role without source keys', role, 'CredentialsProviderError', '', ['credentials.sourceAccessKeyId']],
    ['a region that is switched off', keys, 'RegionDisabledException', '', ['settings.region']],
    ['a region that does not exist', keys, 'ENOTFOUND', '', ['settings.region']],
    ['a network that is cut', keys, 'EHOSTUNREACH', '', ['settings.region']],
    ['an identity check that is forbidden', keys, 'AccessDenied', '', ['credentials.method']],
  ])('%s', (_name, credentials, code, message, fields) => {
    expect(toldTo(credentials, code, message).fields).toEqual(fields);
  });

  it('blames the endpoint where one was given', () => {
    const where = { region: 'us-east-1', endpointUrl: 'http://cloud.internal' };
    expect(toldTo(keys, 'ENOTFOUND', '', where).fields).toEqual(['settings.endpointUrl']);
    expect(toldTo(keys, 'TimeoutError', '', where).text).toMatch(/in time/);
  });

  it('is opaque about a surprise', () => {
    expect(connectError(new Error('secret detail'), keys, settings)).toMatchObject({
      code: 'internal',
      details: [],
    });
    expect(connectError(new Error('secret detail'), keys, settings).message).not.toContain('secret detail');
  });
});
