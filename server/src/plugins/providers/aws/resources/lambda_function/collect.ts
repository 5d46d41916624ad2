import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { lambdaFunctionType } from './schema.ts';

// GetFunction would answer tags and concurrency in one call, but its permission also lets the holder download
// the code of every function; a read-only audit does not ask for that.
export const lambdaFunctionCollector = defineCollector<AwsSession>({
  resource: lambdaFunctionType,
  scope: 'regional',
  lists: [{ operation: 'lambda:ListFunctions', permission: 'lambda:ListFunctions' }],
  details: [
    {
      operation: 'lambda:GetPolicy',
      permission: 'lambda:GetPolicy',
      paths: ['Policy'],
      absent: ['ResourceNotFoundException'],
    },
    {
      operation: 'lambda:GetFunctionUrlConfig',
      permission: 'lambda:GetFunctionUrlConfig',
      paths: ['FunctionUrlConfig'],
      absent: ['ResourceNotFoundException'],
    },
    {
      operation: 'lambda:GetFunctionConcurrency',
      permission: 'lambda:GetFunctionConcurrency',
      paths: ['ReservedConcurrentExecutions'],
    },
    {
      operation: 'lambda:GetFunctionCodeSigningConfig',
      permission: 'lambda:GetFunctionCodeSigningConfig',
      paths: ['CodeSigningConfigArn'],
      absent: ['CodeSigningConfigNotFoundException'],
    },
    { operation: 'lambda:ListTags', permission: 'lambda:ListTags', paths: ['Tags'] },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(functions(session), (item) => observeFunction(session, item));
  },
});

async function* functions(session: AwsSession): AsyncIterable<FunctionConfiguration> {
  for await (const page of session.pages('lambda', 'ListFunctions', { MaxItems: 50 }))
    yield* page.Functions ?? [];
}

// Left out because they move by themselves: LastModified and RevisionId (CodeSha256 tells of new code), State
// (an idle function becomes `Inactive`), LastUpdateStatus, CodeSize.
async function observeFunction(session: AwsSession, item: FunctionConfiguration): Promise<ObservedResource> {
  const name = item.FunctionName ?? '';
  const arn =
    item.FunctionArn ||
    `arn:${session.partition}:lambda:${session.region}:${session.accountId}:function:${name}`;
  const input = { FunctionName: name };
  const [policy, url, concurrency, signing, tags] = await Promise.all([
    session.detail('lambda', 'GetPolicy', input),
    session.detail('lambda', 'GetFunctionUrlConfig', input),
    session.detail('lambda', 'GetFunctionConcurrency', input),
    session.detail('lambda', 'GetFunctionCodeSigningConfig', input),
    session.detail('lambda', 'ListTags', { Resource: arn }),
  ]);

  const variables = Object.keys(item.Environment?.Variables ?? {});
  const draft = draftConfiguration({
    FunctionName: name,
    Arn: arn,
    Description: unlessBlank(item.Description),
    Runtime: item.Runtime,
    Handler: unlessBlank(item.Handler),
    Role: item.Role,
    PackageType: item.PackageType,
    Architectures: sorted(item.Architectures),
    CodeSha256: item.CodeSha256,
    MemorySize: item.MemorySize,
    Timeout: item.Timeout,
    KmsKeyArn: unlessBlank(item.KMSKeyArn),
    // The order of layers has a meaning: later ones overlay earlier ones.
    Layers: item.Layers?.length ? item.Layers.map((layer) => layer.Arn ?? '') : undefined,
    EphemeralStorage: item.EphemeralStorage && { Size: item.EphemeralStorage.Size },
    TracingConfig: item.TracingConfig && { Mode: item.TracingConfig.Mode },
    DeadLetterConfig: item.DeadLetterConfig?.TargetArn
      ? { TargetArn: item.DeadLetterConfig.TargetArn }
      : undefined,
    Environment: variables.length === 0 ? undefined : { VariableNames: sorted(variables) },
    VpcConfig: vpcConfig(item),
    FileSystemConfigs: sortedBy(
      item.FileSystemConfigs?.map(({ Arn, LocalMountPath }) => ({ Arn, LocalMountPath })),
      (mount) => [mount.LocalMountPath],
    ),
    ImageConfig: imageConfig(item),
    LoggingConfig: item.LoggingConfig && {
      LogFormat: item.LoggingConfig.LogFormat,
      LogGroup: item.LoggingConfig.LogGroup,
      ApplicationLogLevel: item.LoggingConfig.ApplicationLogLevel,
      SystemLogLevel: item.LoggingConfig.SystemLogLevel,
    },
    SnapStart: item.SnapStart && { ApplyOn: item.SnapStart.ApplyOn },
  });
  draft.put('Policy', policy, (it) => policyDocument(it.Policy));
  draft.put('FunctionUrlConfig', url, (it) => ({
    AuthType: it.AuthType,
    FunctionUrl: it.FunctionUrl,
    InvokeMode: it.InvokeMode,
    Cors: it.Cors && {
      AllowCredentials: it.Cors.AllowCredentials,
      AllowHeaders: sorted(it.Cors.AllowHeaders),
      AllowMethods: sorted(it.Cors.AllowMethods),
      AllowOrigins: sorted(it.Cors.AllowOrigins),
      ExposeHeaders: sorted(it.Cors.ExposeHeaders),
      MaxAge: it.Cors.MaxAge,
    },
  }));
  draft.put('ReservedConcurrentExecutions', concurrency, (it) => it.ReservedConcurrentExecutions);
  draft.put('CodeSigningConfigArn', signing, (it) => unlessBlank(it.CodeSigningConfigArn));
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.Tags });
}

/** A function outside of a VPC is answered with empty lists: that is no VPC configuration. */
function vpcConfig({ VpcConfig: vpc }: FunctionConfiguration) {
  const subnets = sorted(vpc?.SubnetIds);
  const groups = sorted(vpc?.SecurityGroupIds);
  if (subnets === undefined && groups === undefined) return undefined;
  return {
    SubnetIds: subnets,
    SecurityGroupIds: groups,
    Ipv6AllowedForDualStack: vpc?.Ipv6AllowedForDualStack,
  };
}

function imageConfig({ ImageConfigResponse: answer }: FunctionConfiguration) {
  const image = answer?.ImageConfig;
  return (
    image &&
    unlessEmpty({
      Command: image.Command,
      EntryPoint: image.EntryPoint,
      WorkingDirectory: unlessBlank(image.WorkingDirectory),
    })
  );
}
