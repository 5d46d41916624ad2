import type { AwsCredentials } from './credentials.ts';

export type AwsKeys = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
};
export type AwsKeySource = () => Promise<AwsKeys>;

type SourceOptions = {
  region: string;
  /** Endpoint of STS where it is not AWS's own. */
  endpoint: string | undefined;
  maxAttempts: number;
  timeoutMs: number;
};

/** The keys to sign with: read or assumed on first use, shared by all clients, renewed before they expire. */
export async function keySource(credentials: AwsCredentials, options: SourceOptions): Promise<AwsKeySource> {
  if (credentials.method === 'access_keys') {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    return async () => keys;
  }
  const sdk = await import('@aws-sdk/credential-providers');
  const clientConfig = {
    region: options.region,
    maxAttempts: options.maxAttempts,
    requestHandler: {
      connectionTimeout: options.timeoutMs,
      requestTimeout: options.timeoutMs,
      throwOnRequestTimeout: true,
    },
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
  };
  if (credentials.method === 'profile') {
    return untilExpiry(sdk.fromIni({ profile: credentials.profile, clientConfig, ignoreCache: true }));
  }
  const chain = sdk.fromNodeProviderChain({ clientConfig });
  if (credentials.method === 'default_chain') return untilExpiry(chain);
  const { sourceAccessKeyId, sourceSecretAccessKey, sourceSessionToken, roleArn, externalId } = credentials;
  const masterCredentials =
    sourceAccessKeyId === undefined || sourceSecretAccessKey === undefined
      ? chain
      : {
          accessKeyId: sourceAccessKeyId,
          secretAccessKey: sourceSecretAccessKey,
          ...(sourceSessionToken === undefined ? {} : { sessionToken: sourceSessionToken }),
        };
  return untilExpiry(
    sdk.fromTemporaryCredentials({
      masterCredentials,
      params: {
        RoleArn: roleArn,
        RoleSessionName: 'infraudit',
        DurationSeconds: 3600,
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      },
      clientConfig,
    }),
  );
}

const renewBeforeMs = 5 * 60_000;

// Every SDK client keeps its own copy of the keys: without this one, a scan of 20 services in 17 regions would
// assume the role 340 times.
function untilExpiry(source: AwsKeySource): AwsKeySource {
  let current: Promise<AwsKeys> | undefined;
  return async () => {
    const known = await current?.catch(() => undefined);
    const expired =
      known?.expiration !== undefined && known.expiration.getTime() - Date.now() < renewBeforeMs;
    if (current === undefined || known === undefined || expired) current = source();
    return current;
  };
}
