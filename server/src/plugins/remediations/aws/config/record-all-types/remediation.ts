import type { RecordingGroup } from '@aws-sdk/client-config-service';
import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import { ownRecorder, recorderOfRegion, recordsEverything } from '../recorder.ts';

type Group = {
  AllSupported: boolean;
  IncludeGlobalResourceTypes: boolean;
  ResourceTypes: string[];
  ExcludedResourceTypes: string[];
  UseOnly: string | null;
};

const groupOf = (group: RecordingGroup | undefined): Group => ({
  AllSupported: group?.allSupported === true,
  IncludeGlobalResourceTypes: group?.includeGlobalResourceTypes === true,
  ResourceTypes: [...(group?.resourceTypes ?? [])].sort(),
  ExcludedResourceTypes: [...(group?.exclusionByResourceTypes?.resourceTypes ?? [])].sort(),
  UseOnly: group?.recordingStrategy?.useOnly ?? null,
});

const toApi = (group: Group): RecordingGroup => ({
  allSupported: group.AllSupported,
  includeGlobalResourceTypes: group.IncludeGlobalResourceTypes,
  resourceTypes: group.ResourceTypes as NonNullable<RecordingGroup['resourceTypes']>,
  exclusionByResourceTypes: {
    resourceTypes: group.ExcludedResourceTypes as NonNullable<RecordingGroup['resourceTypes']>,
  },
  ...(group.UseOnly === null
    ? {}
    : { recordingStrategy: { useOnly: group.UseOnly as 'ALL_SUPPORTED_RESOURCE_TYPES' } }),
});

export const remediation = defineSetting<typeof configRecorderType, Group>({
  id: 'aws-config-record-all-types',
  title: 'Record all types of resources with AWS Config',
  description:
    'The recorder notes changes of every type that AWS Config knows, also of those that come later. ' +
    'Its role, where it delivers, and whether it records global types stay as they are.',
  resource: configRecorderType,
  risk: 'low',
  impact: 'More changes are recorded, and each of them is charged; types that change often may cost most.',
  effortMinutes: 10,
  controls: ['aws-config-recorder-all-types'],
  attribute: 'RecordingGroup',
  permissions: {
    read: ['config:DescribeConfigurationRecorders'],
    write: ['config:PutConfigurationRecorder', 'iam:PassRole'],
  },
  calls: ['config-service:PutConfigurationRecorder'],
  parent: recorderOfRegion,

  async read(session, { name }) {
    const recorder = await ownRecorder(session);
    return recorder?.name === name ? { value: groupOf(recorder.recordingGroup) } : null;
  },

  plan(group, { target }) {
    if (recordsEverything({ recordingGroup: toApi(group) }))
      return { nothing: 'All resource types are recorded.' };
    return {
      to: {
        AllSupported: true,
        IncludeGlobalResourceTypes: group.IncludeGlobalResourceTypes,
        ResourceTypes: [],
        ExcludedResourceTypes: [],
        UseOnly: 'ALL_SUPPORTED_RESOURCE_TYPES',
      },
      summary: `Record all types of resources with ${target.name} of ${target.region}`,
    };
  },

  async write(session, _target, group) {
    const recorder = await ownRecorder(session);
    if (recorder === undefined) return;
    const { name, roleARN, recordingMode } = recorder;
    await session.send('config-service', 'PutConfigurationRecorder', {
      ConfigurationRecorder: {
        name,
        roleARN,
        ...(recordingMode === undefined ? {} : { recordingMode }),
        recordingGroup: toApi(group),
      },
    });
  },

  byHand: (target, group) => ({
    cli: [
      awsCommand(
        'configservice put-configuration-recorder',
        target,
        ...['--configuration-recorder', `name=${target.name},roleARN=ROLE_ARN`],
        ...['--recording-group', JSON.stringify(toApi(group))],
      ),
    ],
    terraform: `# In the aws_config_configuration_recorder ${target.name}:\nrecording_group {\n  all_supported = ${group.AllSupported}\n}`,
    console: `AWS Config in ${target.region} → Settings → Edit → Recording strategy: ${group.AllSupported ? 'all resource types' : 'specific resource types'}.`,
  }),
});
