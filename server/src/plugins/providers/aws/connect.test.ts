import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { AwsCredentials } from './credentials.ts';
import { awsProvider } from './provider.ts';
import { impatient, type SandboxAccount, sandboxAccount, scanned } from './testing/sandbox-account.ts';

let account: SandboxAccount;
beforeAll(async () => {
  account = await sandboxAccount();
});
afterEach(() => account.sandbox.faults.clear());
afterAll(() => account.sandbox.stop());

/** The one AppError of a connect that must fail: code and the fields it names. */
async function refusal(
  connecting: Promise<{ close(): void }>,
): Promise<{ code: string; fields: string[]; text: string }> {
  const error = await connecting.then(
    (session) => {
      session.close();
      return new Error('it connected');
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error;
  const fields = error.details.map((detail) => detail.path);
  return {
    code: error.code,
    fields,
    text: [error.message, ...error.details.map(({ message }) => message)].join('. '),
  };
}

describe('connecting an AWS account', () => {
  it('says which account and principal it reached', async () => {
    const session = await account.open();
    expect(await session.identity()).toMatchObject({
      accountId: account.sandbox.accountId,
      partition: 'aws',
    });
    session.close();
  });

  it('assumes a role with its external id', async () => {
    const { role } = account.sandbox;
    const { accessKeyId, secretAccessKey } = account.keys;
    const session = await account.open({
      method: 'assume_role',
      roleArn: role.arn,
      externalId: role.externalId,
      sourceAccessKeyId: accessKeyId,
      sourceSecretAccessKey: secretAccessKey,
    });
    expect((await session.identity()).principal).toContain(':assumed-role/');
    session.close();
  });

  it('assumes the role once for all services and regions', async () => {
    const { role } = account.sandbox;
    const { accessKeyId, secretAccessKey } = account.keys;
    const session = await account.open({
      method: 'assume_role',
      roleArn: role.arn,
      externalId: role.externalId,
      sourceAccessKeyId: accessKeyId,
      sourceSecretAccessKey: secretAccessKey,
    });
    const assumed = () =>
      account.sandbox.requests.filter(({ operation }) => operation === 'AssumeRole').length;
    const before = assumed();
    await session.regions();
    await session.preflight(new AbortController().signal);
    expect(assumed()).toBe(before);
    session.close();
  });
});

describe('the identity of the server itself', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infraudit-aws-'));
    const { accessKeyId, secretAccessKey } = account.sandbox.credentials;
    const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    await writeFile(join(folder, 'credentials'), `[audit]\n${keys}`);
    await writeFile(join(folder, 'config'), '[profile audit]\nregion = us-east-1\n');
  });
  beforeEach(() => {
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rm(folder, { recursive: true }));

  it('is a named profile', async () => {
    const session = await account.open({ method: 'profile', profile: 'audit' });
    expect(await session.identity()).toMatchObject({ accountId: account.sandbox.accountId });
    session.close();
  });

  it('is what the default chain finds', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', account.keys.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', account.keys.secretAccessKey);
    const session = await account.open({ method: 'default_chain' });
    expect(await session.identity()).toMatchObject({ accountId: account.sandbox.accountId });
    session.close();
  });

  it('is missing when the chain finds nothing', async () => {
    const { fields, text } = await refusal(account.open({ method: 'default_chain' }));
    expect(fields).toEqual(['credentials.method']);
    expect(text).toMatch(/no AWS credentials of its own/);
  });

  it('may assume a role with an external id', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', account.keys.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', account.keys.secretAccessKey);
    const { role } = account.sandbox;
    const session = await account.open({
      method: 'assume_role',
      roleArn: role.arn,
      externalId: role.externalId,
    });
    expect((await session.identity()).principal).toContain(':assumed-role/');
    session.close();
  });
});

describe('an endpoint from the environment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_<SERVICE>'])(
    '%s is used, and S3 puts the bucket into the path',
    async (name) => {
      const { endpoint } = account.sandbox;
      if (name === 'AWS_ENDPOINT_URL') vi.stubEnv(name, endpoint);
      else for (const service of ['STS', 'S3']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, endpoint);
      const session = await account.open(account.keys, {
        settings: { region: 'us-east-1' },
        allowEndpointOverride: false,
      });
      const { outcome } = await scanned(session, { collector: 's3_bucket', region: 'global' });
      expect(outcome).toMatchObject({ outcome: 'success_with_data', gaps: [] });
      session.close();
    },
  );
});

describe('a connect that cannot work names the field and the fix', () => {
  it('an unknown access key id', async () => {
    const { code, fields } = await refusal(
      account.open({ ...account.keys, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }),
    );
    expect({ code, fields }).toEqual({ code: 'unprocessable', fields: ['credentials.accessKeyId'] });
  });

  it('a region that the account has not enabled, although AWS calls the keys unknown there', async () => {
    const sts = await stsThatKnowsOnly('us-east-1');
    const settings = { region: 'eu-south-2', endpointUrl: sts.endpoint };
    const { code, fields } = await refusal(account.open(account.keys, { settings }));
    sts.close();
    expect({ code, fields }).toEqual({ code: 'unprocessable', fields: ['settings.region'] });
  });

  it('a wrong secret', async () => {
    const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const { code, fields } = await refusal(account.open({ ...account.keys, secretAccessKey }));
    expect({ code, fields }).toEqual({ code: 'unprocessable', fields: ['credentials.secretAccessKey'] });
  });

  it('temporary keys without their session token', async () => {
    const { fields, text } = await refusal(
      account.open({ ...account.keys, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }),
    );
    expect(fields).toEqual(['credentials.sessionToken']);
    expect(text).toMatch(/need their session token/);
  });

  it('a wrong external id', async () => {
    const { accessKeyId, secretAccessKey } = account.keys;
    const { fields } = await refusal(
      account.open({
        method: 'assume_role',
        roleArn: account.sandbox.role.arn,
        externalId: 'not-the-one',
        sourceAccessKeyId: accessKeyId,
        sourceSecretAccessKey: secretAccessKey,
      }),
    );
    expect(fields).toEqual(['credentials.externalId', 'credentials.roleArn']);
  });

  it('a session token that has expired', async () => {
    const temporary = await temporaryKeys();
    account.sandbox.faults.expireSessions();
    const { fields, text } = await refusal(account.open(temporary));
    expect(fields).toEqual(['credentials.sessionToken']);
    expect(text).toMatch(/expired/);
  });

  it('a profile that does not exist', async () => {
    const profile: AwsCredentials = { method: 'profile', profile: 'no-such-profile' };
    const { fields } = await refusal(account.open(profile, { allowAmbientCredentials: true }));
    expect(fields).toEqual(['credentials.profile']);
  });

  it('an endpoint where nobody listens', async () => {
    const settings = { region: 'us-east-1', endpointUrl: 'http://127.0.0.1:9' };
    const { code, fields } = await refusal(account.open(account.keys, { settings }));
    expect({ code, fields }).toEqual({ code: 'upstream_failed', fields: ['settings.endpointUrl'] });
  });

  it('an endpoint that hangs', async () => {
    account.sandbox.faults.hang('sts:GetCallerIdentity');
    const limits = { ...impatient, attemptTimeoutMs: 100 };
    const { fields, text } = await refusal(account.open(account.keys, { limits }));
    expect(fields).toEqual(['settings.endpointUrl']);
    expect(text).toMatch(/in time/);
  });

  it('an endpoint that does not speak AWS', async () => {
    account.sandbox.faults.malformed('sts:GetCallerIdentity');
    const { fields, text } = await refusal(account.open());
    expect(fields).toEqual(['settings.endpointUrl']);
    expect(text).toMatch(/as AWS does/);
  });

  it('an endpoint that answers without end', async () => {
    account.sandbox.faults.oversized('sts:GetCallerIdentity');
    const limits = { ...impatient, maxResponseBytes: 1024 * 1024 };
    expect((await refusal(account.open(account.keys, { limits }))).code).toBe('upstream_failed');
  });

  it('a throttled account', async () => {
    account.sandbox.faults.throttle('sts:GetCallerIdentity', 100);
    expect((await refusal(account.open())).code).toBe('rate_limited');
  });

  it('what the operator did not allow', async () => {
    const open = { allowEndpointOverride: false, allowAmbientCredentials: false };
    const settings = { endpointUrl: account.sandbox.endpoint };
    const endpoint = await refusal(awsProvider.connect(account.keys, { ...open, settings }));
    expect(endpoint).toMatchObject({ code: 'forbidden', fields: ['settings.endpointUrl'] });
    const ambient = await refusal(awsProvider.connect({ method: 'default_chain' }, open));
    expect(ambient).toMatchObject({ code: 'forbidden', fields: ['credentials.method'] });
    const role = { method: 'assume_role', roleArn: account.sandbox.role.arn };
    expect(await refusal(awsProvider.connect(role, open))).toMatchObject({
      fields: ['credentials.externalId'],
    });
  });

  it.each<[string, unknown, unknown, string]>([
    ['no method', {}, {}, 'credentials.method'],
    [
      'an access key id in small letters',
      { method: 'access_keys', accessKeyId: 'akia', secretAccessKey: 'x'.repeat(40) },
      {},
      'credentials.accessKeyId',
    ],
    [
      'a role that is a user',
      { method: 'assume_role', roleArn: 'arn:aws:iam::123456789012:user/x' },
      {},
      'credentials.roleArn',
    ],
    ['an unknown field', { method: 'default_chain', secretAccesKey: 'x' }, {}, 'credentials.secretAccesKey'],
    ['a region that is none', { method: 'default_chain' }, { region: 'Frankfurt' }, 'settings.region'],
    [
      'an endpoint that is no URL',
      { method: 'default_chain' },
      { endpointUrl: 'file:///etc/passwd' },
      'settings.endpointUrl',
    ],
  ])('%s', async (_name, credentials, settings, field) => {
    const connecting = awsProvider.connect(credentials, {
      settings,
      allowEndpointOverride: true,
      allowAmbientCredentials: true,
    });
    const { code, fields } = await refusal(connecting);
    expect({ code, fields }).toEqual({ code: 'invalid_input', fields: [field] });
  });

  it('never repeats a secret in what it says', async () => {
    const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const { text } = await refusal(account.open({ ...account.keys, secretAccessKey }));
    expect(text).not.toContain(secretAccessKey);
  });
});

async function temporaryKeys(): Promise<AwsCredentials> {
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { role, endpoint, credentials } = account.sandbox;
  const sts = new STSClient({ region: 'us-east-1', endpoint, credentials });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: 'test', ExternalId: role.externalId }),
  );
  sts.destroy();
  return {
    method: 'access_keys',
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

/** Answers as STS does: in a region that is not enabled good keys are unknown. */
async function stsThatKnowsOnly(region: string): Promise<{ endpoint: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    const known = request.headers.authorization?.includes(`/${region}/sts/`) === true;
    response.writeHead(known ? 200 : 403, { 'content-type': 'text/xml' });
    response.end(
      known
        ? '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/audit</Arn><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>'
        : '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message></Error></ErrorResponse>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
