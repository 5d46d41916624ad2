import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, listOf, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const container = z.looseObject({
  Name: text,
  Image: text,
  Essential: flag,
  Privileged: flag,
  ReadonlyRootFilesystem: flag,
  User: text,
  /** Names only: the values of environment variables are secrets more often than not. */
  EnvironmentNames: texts,
  Secrets: listOf(z.looseObject({ Name: text, ValueFrom: text })),
  EnvironmentFiles: texts,
  LogConfiguration: struct({
    LogDriver: text,
    Options: z.record(z.string().max(255), z.string().max(4096)).optional(),
    SecretOptions: texts,
  }),
  FirelensConfiguration: struct({ Type: text }),
  PortMappings: listOf(z.looseObject({ ContainerPort: number, HostPort: number, Protocol: text })),
  LinuxParameters: struct({ Capabilities: struct({ Add: texts, Drop: texts }), InitProcessEnabled: flag }),
  DockerSecurityOptions: texts,
});

/**
 * A family by its latest active revision: a new revision is a change of it and no new resource. Commands, entry
 * points and health checks are left out, because they carry secrets; the number of the revision tells that they changed.
 */
export const ecsTaskDefinitionType = defineResourceType({
  type: 'ecs_task_definition',
  vendorType: 'AWS::ECS::TaskDefinition',
  provider: 'aws',
  title: 'ECS task definition',
  service: 'ecs',
  aliases: ['task_definition'],
  schema: z.looseObject({
    Family: text,
    TaskDefinitionArn: text,
    Revision: number,
    NetworkMode: text,
    PidMode: text,
    IpcMode: text,
    TaskRoleArn: text,
    ExecutionRoleArn: text,
    RequiresCompatibilities: texts,
    Cpu: text,
    Memory: text,
    RuntimePlatform: struct({ CpuArchitecture: text, OperatingSystemFamily: text }),
    ContainerDefinitions: listOf(container),
    Volumes: listOf(
      z.looseObject({
        Name: text,
        Host: struct({ SourcePath: text }),
        EFSVolumeConfiguration: struct({ FilesystemId: text, TransitEncryption: text }),
      }),
    ),
    EphemeralStorage: struct({ SizeInGiB: number }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['TaskDefinitionArn'],
    createOnlyPaths: ['Family'],
    freeFormMapPaths: ['ContainerDefinitions.*.LogConfiguration.Options'],
    unorderedScalarPaths: [
      'ContainerDefinitions.*.EnvironmentNames',
      'ContainerDefinitions.*.EnvironmentFiles',
      'RequiresCompatibilities',
    ],
    unorderedObjectArrayPaths: ['ContainerDefinitions', 'ContainerDefinitions.*.Secrets', 'Volumes'],
    identityKeys: {
      Tags: 'Key',
      ContainerDefinitions: 'Name',
      'ContainerDefinitions.*.Secrets': 'Name',
      Volumes: 'Name',
    },
  },
});
