import type { ContainerDefinition, LogConfiguration, TaskDefinition, Volume } from '@aws-sdk/client-ecs';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { ecsTaskDefinitionType } from './schema.ts';

export const ecsTaskDefinitionCollector = defineCollector<AwsSession>({
  resource: ecsTaskDefinitionType,
  scope: 'regional',
  lists: [{ operation: 'ecs:ListTaskDefinitionFamilies', permission: 'ecs:ListTaskDefinitionFamilies' }],
  details: [
    {
      operation: 'ecs:DescribeTaskDefinition',
      permission: 'ecs:DescribeTaskDefinition',
      paths: [
        'TaskDefinitionArn',
        'Revision',
        'NetworkMode',
        'PidMode',
        'IpcMode',
        'TaskRoleArn',
        'ExecutionRoleArn',
        'RequiresCompatibilities',
        'Cpu',
        'Memory',
        'RuntimePlatform',
        'ContainerDefinitions',
        'Volumes',
        'EphemeralStorage',
        'Tags',
      ],
    },
  ],
  async *collect(session) {
    const input = { status: 'ACTIVE', maxResults: 100 } as const;
    for await (const page of session.pages('ecs', 'ListTaskDefinitionFamilies', input)) {
      yield* session.mapConcurrently(page.families ?? [], (family) => observeFamily(session, family));
    }
  },
});

async function observeFamily(session: AwsSession, family: string): Promise<ObservedResource | undefined> {
  // A family alone means its latest active revision.
  const detail = await session.detail('ecs', 'DescribeTaskDefinition', {
    taskDefinition: family,
    include: ['TAGS'],
  });
  const draft = draftConfiguration({ Family: family });
  const answer = draft.take(detail);
  const definition = answer?.taskDefinition;
  if (definition?.status === 'INACTIVE') return undefined;
  for (const [property, value] of Object.entries(definition === undefined ? {} : properties(definition)))
    draft.set(property, value);
  return observed(session, draft, {
    externalId: `arn:${session.partition}:ecs:${session.region}:${session.accountId}:task-definition/${family}`,
    name: family,
    tags: answer?.tags?.map(({ key, value }) => ({ Key: key, Value: value })),
  });
}

function properties(definition: TaskDefinition): Record<string, unknown> {
  return {
    TaskDefinitionArn: definition.taskDefinitionArn,
    Revision: definition.revision,
    NetworkMode: definition.networkMode,
    PidMode: definition.pidMode,
    IpcMode: definition.ipcMode,
    TaskRoleArn: unlessBlank(definition.taskRoleArn),
    ExecutionRoleArn: unlessBlank(definition.executionRoleArn),
    RequiresCompatibilities: sorted(definition.requiresCompatibilities),
    Cpu: definition.cpu,
    Memory: definition.memory,
    RuntimePlatform: propertyNames(definition.runtimePlatform),
    ContainerDefinitions: sortedBy(definition.containerDefinitions?.map(container), ({ Name }) => [Name]),
    Volumes: sortedBy(definition.volumes?.map(volume), ({ Name }) => [Name]),
    EphemeralStorage: propertyNames(definition.ephemeralStorage),
  };
}

function container(from: ContainerDefinition) {
  return {
    Name: from.name,
    Image: from.image,
    Essential: from.essential,
    Privileged: from.privileged,
    ReadonlyRootFilesystem: from.readonlyRootFilesystem,
    User: unlessBlank(from.user),
    EnvironmentNames: sorted(from.environment?.map(({ name }) => name)),
    Secrets: sortedBy(
      from.secrets?.map(({ name, valueFrom }) => ({ Name: name, ValueFrom: valueFrom })),
      ({ Name }) => [Name],
    ),
    EnvironmentFiles: sorted(from.environmentFiles?.map(({ value }) => value)),
    LogConfiguration: from.logConfiguration && logConfiguration(from.logConfiguration),
    FirelensConfiguration: from.firelensConfiguration && { Type: from.firelensConfiguration.type },
    PortMappings: sortedBy(
      from.portMappings?.map(({ containerPort, hostPort, protocol }) => ({
        ContainerPort: containerPort,
        HostPort: hostPort,
        Protocol: protocol,
      })),
      (mapping) => [mapping.ContainerPort, mapping.Protocol],
    ),
    LinuxParameters:
      from.linuxParameters &&
      unlessEmpty({
        Capabilities: unlessEmpty({
          Add: sorted(from.linuxParameters.capabilities?.add),
          Drop: sorted(from.linuxParameters.capabilities?.drop),
        }),
        InitProcessEnabled: from.linuxParameters.initProcessEnabled,
      }),
    DockerSecurityOptions: sorted(from.dockerSecurityOptions),
  };
}

/** Options whose name speaks of a token or key are left out: drivers take credentials there. */
function logConfiguration({ logDriver, options, secretOptions }: LogConfiguration) {
  const harmless = Object.entries(options ?? {}).filter(
    ([name]) => !/token|secret|password|key$/i.test(name),
  );
  return {
    LogDriver: logDriver,
    Options: harmless.length === 0 ? undefined : Object.fromEntries(harmless.sort()),
    SecretOptions: sorted(secretOptions?.map(({ name }) => name)),
  };
}

function volume(from: Volume) {
  const efs = from.efsVolumeConfiguration;
  return {
    Name: from.name,
    Host: from.host?.sourcePath === undefined ? undefined : { SourcePath: from.host.sourcePath },
    EFSVolumeConfiguration: efs && {
      FilesystemId: efs.fileSystemId,
      RootDirectory: efs.rootDirectory,
      TransitEncryption: efs.transitEncryption,
    },
  };
}
