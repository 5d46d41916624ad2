import { AppError } from '../../../core/errors.ts';
import type { AwsCredentials, AwsSettings } from './credentials.ts';
import { AwsCallError, isCode } from './session/call-error.ts';

/** Why an account could not be connected, as one AppError whose details name the field and the fix. */
export function connectError(error: unknown, credentials: AwsCredentials, settings: AwsSettings): AppError {
  if (!(error instanceof AwsCallError)) {
    return new AppError('internal', 'the AWS account could not be connected', { cause: error });
  }
  const problem = problemOf(error, credentials, settings);
  return new AppError(problem.code, problem.message, {
    details: problem.paths.map((path) => ({ path, message: problem.fix })),
    detail: { awsCode: error.code, status: error.status, message: error.message },
    cause: error,
  });
}

/** The keys work elsewhere, so only the region is wrong. */
export function regionNotEnabled(region: string): AppError {
  return new AppError('unprocessable', `the region ${region} is not enabled for this account`, {
    details: [{ path: 'settings.region', message: enabledRegionFix }],
  });
}
const enabledRegionFix =
  'enable it in the account settings, or choose one that is enabled, such as us-east-1';

type Problem = { code: AppError['code']; message: string; paths: string[]; fix: string };

const wrong = (paths: string[], message: string, fix: string): Problem => ({
  code: 'unprocessable',
  message,
  paths,
  fix,
});
const upstream = (paths: string[], message: string, fix: string): Problem => ({
  code: 'upstream_failed',
  message,
  paths,
  fix,
});

function problemOf(error: AwsCallError, credentials: AwsCredentials, settings: AwsSettings): Problem {
  const text = error.message.toLowerCase();
  if (isClockSkew(error, text)) {
    return upstream(
      ['server.clock'],
      "AWS refused the request because the server's clock is wrong",
      'set the clock of the server by NTP; AWS allows 5 minutes of difference',
    );
  }
  if (error.reason === 'unreachable' || error.reason === 'timeout') return unreachable(error, settings);
  if (error.reason === 'malformed' || error.reason === 'oversized') {
    return upstream(
      [settings.endpointUrl === undefined ? 'settings.region' : 'settings.endpointUrl'],
      'the endpoint does not answer as AWS does',
      'check that the address is an AWS endpoint and that no proxy answers in its place',
    );
  }
  if (error.reason === 'throttled') {
    return {
      code: 'rate_limited',
      message: 'AWS is throttling the account',
      paths: [],
      fix: 'try again in a minute',
    };
  }
  if (error.reason === 'cancelled') {
    return { code: 'unavailable', message: 'connecting was cancelled', paths: [], fix: 'try again' };
  }
  if (error.reason === 'region_disabled') {
    return wrong(
      ['settings.region'],
      `the region ${settings.region} is not enabled for this account`,
      enabledRegionFix,
    );
  }
  if (error.code === 'CredentialsProviderError') return noCredentials(credentials, error);
  if (isCode(error.code, ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'])) {
    return wrong(
      [fieldOf(credentials, 'sessionToken')],
      'the session token has expired',
      'get new temporary keys and enter all three values again',
    );
  }
  if (
    isCode(error.code, [
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
      'UnrecognizedClientException',
      'InvalidToken',
    ])
  ) {
    return unknownKey(credentials, text);
  }
  if (isCode(error.code, ['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature'])) {
    return wrong(
      [fieldOf(credentials, 'secretAccessKey')],
      'the secret access key does not belong to the access key id',
      'copy the secret again; it is shown only when the key is created, so a lost one needs a new key',
    );
  }
  if (error.reason === 'denied' && credentials.method === 'assume_role') {
    return wrong(
      credentials.externalId === undefined
        ? ['credentials.roleArn', 'credentials.externalId']
        : ['credentials.externalId', 'credentials.roleArn'],
      'the role cannot be assumed: it does not exist, does not trust us, or expects another external id',
      'compare the role ARN, and in its trust policy the principal and sts:ExternalId',
    );
  }
  if (error.reason === 'denied') {
    return wrong(
      ['credentials.method'],
      'AWS denied the identity check',
      'allow sts:GetCallerIdentity for this identity',
    );
  }
  return upstream(
    ['credentials.method'],
    `AWS answered ${error.code} to the identity check`,
    'look at the status of AWS and try again',
  );
}

function isClockSkew(error: AwsCallError, text: string): boolean {
  if (isCode(error.code, ['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'])) return true;
  return text.includes('signature expired') || text.includes('signature not yet current');
}

function unreachable(error: AwsCallError, settings: AwsSettings): Problem {
  const timedOut = error.reason === 'timeout';
  if (settings.endpointUrl !== undefined) {
    return upstream(
      ['settings.endpointUrl'],
      timedOut ? 'the endpoint does not answer in time' : 'the endpoint cannot be reached',
      'check the address and the way from the server to it',
    );
  }
  // AWS has no host for a region that does not exist, so the name itself is not found.
  if (error.code === 'ENOTFOUND') {
    return wrong(
      ['settings.region'],
      `AWS has no endpoint for the region "${settings.region}"`,
      'check the spelling of the region, such as eu-central-1, and that the server can resolve names',
    );
  }
  return upstream(
    ['settings.region'],
    timedOut ? 'AWS does not answer in time' : 'AWS cannot be reached from the server',
    'check outbound HTTPS from the server to sts.<region>.amazonaws.com, and any proxy between',
  );
}

function noCredentials(credentials: AwsCredentials, error: AwsCallError): Problem {
  if (credentials.method === 'profile') {
    return wrong(
      ['credentials.profile'],
      `the profile "${credentials.profile}" gives no credentials`,
      "check the name and the server's AWS configuration files",
    );
  }
  if (credentials.method === 'assume_role' && /assum/i.test(error.message)) {
    return wrong(
      ['credentials.roleArn'],
      'the role cannot be assumed',
      'compare the role ARN and its trust policy',
    );
  }
  return wrong(
    [credentials.method === 'assume_role' ? 'credentials.sourceAccessKeyId' : 'credentials.method'],
    'the server has no AWS credentials of its own',
    'enter access keys, or give the server an identity by environment, instance role or pod role',
  );
}

function unknownKey(credentials: AwsCredentials, text: string): Problem {
  const keyId = keyIdOf(credentials);
  const token = credentials.method === 'access_keys' ? credentials.sessionToken : undefined;
  // Temporary keys are unknown to AWS when their token is missing or is not theirs.
  if (keyId?.startsWith('ASIA') === true && (token === undefined || text.includes('token'))) {
    return wrong(
      [fieldOf(credentials, 'sessionToken')],
      token === undefined
        ? 'temporary keys need their session token'
        : 'the session token is not valid for these keys',
      'enter the session token that was issued together with the keys',
    );
  }
  return wrong(
    [fieldOf(credentials, 'accessKeyId')],
    'AWS does not know this access key id',
    'check for a typing error, and in IAM that the key is active; keys of AWS China and GovCloud work only in their regions',
  );
}

function keyIdOf(credentials: AwsCredentials): string | undefined {
  if (credentials.method === 'access_keys') return credentials.accessKeyId;
  return credentials.method === 'assume_role' ? credentials.sourceAccessKeyId : undefined;
}

function fieldOf(
  credentials: AwsCredentials,
  field: 'accessKeyId' | 'secretAccessKey' | 'sessionToken',
): string {
  if (credentials.method === 'access_keys') return `credentials.${field}`;
  if (credentials.method === 'profile') return 'credentials.profile';
  if (credentials.method === 'assume_role' && credentials.sourceAccessKeyId !== undefined) {
    return `credentials.source${field[0]?.toUpperCase()}${field.slice(1)}`;
  }
  return 'credentials.method';
}
