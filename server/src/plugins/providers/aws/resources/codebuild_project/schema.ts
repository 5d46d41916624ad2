import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const source = z.looseObject({
  Type: text,
  /** Without user and password; `LocationHasCredentials` says that there were some. */
  Location: text,
  LocationHasCredentials: flag,
  /** Path or S3 object of the build specification; `inline` when its text is in the project. */
  BuildSpec: text,
  SourceIdentifier: text,
  InsecureSsl: flag,
  Auth: struct({ Type: text }),
});
const artifacts = z.looseObject({ Type: text, Location: text, EncryptionDisabled: flag });

export const codebuildProjectType = defineResourceType({
  type: 'codebuild_project',
  vendorType: 'AWS::CodeBuild::Project',
  provider: 'aws',
  title: 'CodeBuild project',
  service: 'codebuild',
  aliases: ['build_project'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    Description: text,
    Source: source.optional(),
    SecondarySources: listOf(source),
    SourceVersion: text,
    Environment: struct({
      Type: text,
      Image: text,
      ComputeType: text,
      PrivilegedMode: flag,
      ImagePullCredentialsType: text,
      /** Names and kinds only, never values. */
      EnvironmentVariables: listOf(z.looseObject({ Name: text, Type: text })),
    }),
    ServiceRole: text,
    EncryptionKey: text,
    Artifacts: artifacts.optional(),
    SecondaryArtifacts: listOf(artifacts),
    LogsConfig: struct({
      CloudWatchLogs: struct({ Status: text, GroupName: text, StreamName: text }),
      S3Logs: struct({ Status: text, Location: text, EncryptionDisabled: flag }),
    }),
    VpcConfig: struct({ VpcId: text, Subnets: texts, SecurityGroupIds: texts }),
    Visibility: text,
    ResourceAccessRole: text,
    Triggers: struct({
      Webhook: flag,
      BuildType: text,
      BranchFilter: text,
      FilterGroups: listOf(
        z.array(z.looseObject({ Type: text, Pattern: text, ExcludeMatchedPattern: flag })).max(1000),
      ),
    }),
    TimeoutInMinutes: number,
    ConcurrentBuildLimit: number,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'Source.LocationHasCredentials', 'SecondarySources.*.LocationHasCredentials'],
    createOnlyPaths: ['Name'],
    defaultPaths: { 'Environment.PrivilegedMode': false, Visibility: 'PRIVATE' },
    unorderedScalarPaths: ['VpcConfig.SecurityGroupIds', 'VpcConfig.Subnets'],
    unorderedObjectArrayPaths: ['Environment.EnvironmentVariables', 'SecondaryArtifacts', 'SecondarySources'],
    identityKeys: {
      Tags: 'Key',
      'Environment.EnvironmentVariables': 'Name',
      SecondaryArtifacts: 'ArtifactIdentifier',
      SecondarySources: 'SourceIdentifier',
    },
  },
});
