import type {
  ConfigurationRecorder,
  ConfigurationRecorderStatus,
  DeliveryChannel,
} from '@aws-sdk/client-config-service';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { configRecorderType } from './schema.ts';

export const configRecorderCollector = defineCollector<AwsSession>({
  resource: configRecorderType,
  scope: 'regional',
  lists: [
    {
      operation: 'config-service:DescribeConfigurationRecorders',
      permission: 'config:DescribeConfigurationRecorders',
    },
  ],
  details: [
    {
      operation: 'config-service:DescribeConfigurationRecorderStatus',
      permission: 'config:DescribeConfigurationRecorderStatus',
      paths: ['ConfigurationRecorderStatus'],
    },
    {
      operation: 'config-service:DescribeDeliveryChannels',
      permission: 'config:DescribeDeliveryChannels',
      paths: ['DeliveryChannels'],
    },
  ],
  async *collect(session) {
    const answer = await session.call('config-service', 'DescribeConfigurationRecorders', {});
    const recorders = answer.ConfigurationRecorders ?? [];
    if (recorders.length === 0) return;
    const [status, channels] = await Promise.all([
      session.detail('config-service', 'DescribeConfigurationRecorderStatus', {}),
      session.detail('config-service', 'DescribeDeliveryChannels', {}),
    ]);
    for (const recorder of recorders) yield observeRecorder(session, recorder, status, channels);
  },
});

function observeRecorder(
  session: AwsSession,
  recorder: ConfigurationRecorder,
  statuses: Detail<{ ConfigurationRecordersStatus?: ConfigurationRecorderStatus[] | undefined }>,
  channels: Detail<{ DeliveryChannels?: DeliveryChannel[] | undefined }>,
): ObservedResource {
  const name = recorder.name ?? '';
  const arn =
    recorder.arn ||
    `arn:${session.partition}:config:${session.region}:${session.accountId}:configuration-recorder/${name}`;
  const group = recorder.recordingGroup;
  const mode = recorder.recordingMode;
  const draft = draftConfiguration({
    Name: name,
    Arn: arn,
    RoleARN: recorder.roleARN,
    ServicePrincipal: unlessBlank(recorder.servicePrincipal),
    RecordingGroup: group && {
      AllSupported: group.allSupported,
      IncludeGlobalResourceTypes: group.includeGlobalResourceTypes,
      ResourceTypes: sorted(group.resourceTypes),
      ExclusionByResourceTypes: unlessEmpty({
        ResourceTypes: sorted(group.exclusionByResourceTypes?.resourceTypes),
      }),
      RecordingStrategy: group.recordingStrategy && { UseOnly: group.recordingStrategy.useOnly },
    },
    RecordingMode: mode && {
      RecordingFrequency: mode.recordingFrequency,
      RecordingModeOverrides: sortedBy(
        mode.recordingModeOverrides?.map((override) => ({
          Description: unlessBlank(override.description),
          RecordingFrequency: override.recordingFrequency,
          ResourceTypes: sorted(override.resourceTypes),
        })),
        (override) => [override.RecordingFrequency, override.ResourceTypes?.[0]],
      ),
    },
  });
  const status = draft
    .take(statuses)
    ?.ConfigurationRecordersStatus?.find((candidate) => candidate.name === recorder.name);
  draft.set(
    'ConfigurationRecorderStatus',
    status && {
      Recording: status.recording,
      LastStatus: status.lastStatus,
      LastErrorCode: unlessBlank(status.lastErrorCode),
    },
  );
  draft.put('DeliveryChannels', channels, (answer) =>
    sortedBy(answer.DeliveryChannels?.map(deliveryChannel), (channel) => [channel.Name]),
  );
  return observed(session, draft, {
    externalId: arn,
    name,
    status: status?.recording === false ? 'stopped' : 'active',
  });
}

function deliveryChannel(channel: DeliveryChannel) {
  const snapshots = channel.configSnapshotDeliveryProperties;
  return {
    Name: channel.name,
    S3BucketName: channel.s3BucketName,
    S3KeyPrefix: unlessBlank(channel.s3KeyPrefix),
    S3KmsKeyArn: unlessBlank(channel.s3KmsKeyArn),
    SnsTopicARN: unlessBlank(channel.snsTopicARN),
    ConfigSnapshotDeliveryProperties: snapshots && { DeliveryFrequency: snapshots.deliveryFrequency },
  };
}
