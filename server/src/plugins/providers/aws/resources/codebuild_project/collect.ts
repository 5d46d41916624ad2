import type {
  BatchGetProjectsOutput,
  Project,
  ProjectArtifacts,
  ProjectEnvironment,
  ProjectSource,
  Webhook,
} from '@aws-sdk/client-codebuild';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { chunks } from '../../shapes/chunks.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { codebuildProjectType } from './schema.ts';

const described = [
  'Description',
  'Source',
  'SecondarySources',
  'SourceVersion',
  'Environment',
  'ServiceRole',
  'EncryptionKey',
  'Artifacts',
  'SecondaryArtifacts',
  'LogsConfig',
  'VpcConfig',
  'Visibility',
  'ResourceAccessRole',
  'Triggers',
  'TimeoutInMinutes',
  'QueuedTimeoutInMinutes',
  'ConcurrentBuildLimit',
  'Cache',
  'Tags',
];

export const codebuildProjectCollector = defineCollector<AwsSession>({
  resource: codebuildProjectType,
  scope: 'regional',
  lists: [{ operation: 'codebuild:ListProjects', permission: 'codebuild:ListProjects' }],
  details: [
    {
      operation: 'codebuild:BatchGetProjects',
      permission: 'codebuild:BatchGetProjects',
      paths: described,
    },
  ],
  async *collect(session) {
    for await (const page of session.pages('codebuild', 'ListProjects', {})) {
      for (const names of chunks(page.projects ?? [], 100)) {
        const detail = await session.detail('codebuild', 'BatchGetProjects', { names });
        for (const name of names) {
          const isGone = detail.state === 'value' && detail.value.projectsNotFound?.includes(name) === true;
          if (!isGone) yield observeProject(session, name, detail);
        }
      }
    }
  },
});

function observeProject(
  session: AwsSession,
  name: string,
  detail: Detail<BatchGetProjectsOutput>,
): ObservedResource {
  const arn = `arn:${session.partition}:codebuild:${session.region}:${session.accountId}:project/${name}`;
  const draft = draftConfiguration({ Name: name, Arn: arn });
  const answer = draft.take(detail);
  const project = answer?.projects?.find((one) => one.name === name);
  if (answer !== undefined && project === undefined) {
    draft.unreadable.push(
      ...described.map((path) => ({ path, reason: 'failed' as const, message: 'not answered' })),
    );
  }
  for (const [property, value] of Object.entries(project === undefined ? {} : properties(project)))
    draft.set(property, value);
  return observed(session, draft, {
    externalId: arn,
    name,
    tags: project?.tags?.map(({ key, value }) => ({ Key: key, Value: value })),
  });
}

function properties(project: Project): Record<string, unknown> {
  return {
    Description: unlessBlank(project.description),
    Source: project.source && source(project.source),
    SecondarySources: sortedBy(project.secondarySources?.map(source), (one) => [one.SourceIdentifier]),
    SourceVersion: unlessBlank(project.sourceVersion),
    Environment: project.environment && environment(project.environment),
    ServiceRole: project.serviceRole,
    EncryptionKey: unlessBlank(project.encryptionKey),
    Artifacts: project.artifacts && artifacts(project.artifacts),
    SecondaryArtifacts: sortedBy(project.secondaryArtifacts?.map(artifacts), (one) => [
      one.ArtifactIdentifier,
    ]),
    LogsConfig: propertyNames(project.logsConfig),
    VpcConfig: project.vpcConfig?.vpcId && {
      VpcId: project.vpcConfig.vpcId,
      Subnets: sorted(project.vpcConfig.subnets),
      SecurityGroupIds: sorted(project.vpcConfig.securityGroupIds),
    },
    Visibility: project.projectVisibility,
    ResourceAccessRole: unlessBlank(project.resourceAccessRole),
    Triggers: project.webhook && triggers(project.webhook),
    TimeoutInMinutes: project.timeoutInMinutes,
    QueuedTimeoutInMinutes: project.queuedTimeoutInMinutes,
    ConcurrentBuildLimit: project.concurrentBuildLimit,
    Cache: propertyNames(project.cache),
  };
}

/** The credentials in an address, and the text of a build specification, stay where they are. */
function source(from: ProjectSource) {
  const address = /^([a-z][a-z0-9+.-]*:\/\/)[^/@]+@(.*)$/is.exec(from.location ?? '');
  return {
    Type: from.type,
    Location: address === null ? unlessBlank(from.location) : `${address[1]}${address[2]}`,
    LocationHasCredentials: from.location === undefined ? undefined : address !== null,
    BuildSpec: buildSpec(from.buildspec),
    SourceIdentifier: unlessBlank(from.sourceIdentifier),
    GitCloneDepth: from.gitCloneDepth,
    InsecureSsl: from.insecureSsl,
    ReportBuildStatus: from.reportBuildStatus,
    Auth: from.auth && { Type: from.auth.type },
  };
}

/** CodeBuild takes a text for a path when it is one line and no mapping. */
function buildSpec(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  return text.includes('\n') || /^\s*[{]|:\s/.test(text) ? 'inline' : text;
}

function environment(from: ProjectEnvironment) {
  return {
    Type: from.type,
    Image: from.image,
    ComputeType: from.computeType,
    PrivilegedMode: from.privilegedMode,
    ImagePullCredentialsType: from.imagePullCredentialsType,
    EnvironmentVariables: sortedBy(
      from.environmentVariables?.map(({ name, type }) => ({ Name: name, Type: type })),
      ({ Name }) => [Name],
    ),
    Certificate: unlessBlank(from.certificate),
    RegistryCredential: propertyNames(from.registryCredential),
  };
}

function artifacts(from: ProjectArtifacts) {
  return {
    Type: from.type,
    ArtifactIdentifier: unlessBlank(from.artifactIdentifier),
    Location: unlessBlank(from.location),
    Path: unlessBlank(from.path),
    Name: unlessBlank(from.name),
    Packaging: from.packaging,
    EncryptionDisabled: from.encryptionDisabled,
  };
}

/** The secret of the webhook and its address, which is as good as one, are left out. */
function triggers(webhook: Webhook) {
  return {
    Webhook: true,
    BuildType: webhook.buildType,
    BranchFilter: unlessBlank(webhook.branchFilter),
    FilterGroups: propertyNames(webhook.filterGroups),
  };
}
