import type { LaunchConfiguration } from '@aws-sdk/client-auto-scaling';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { userDataDigest } from '../../shapes/digest.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { launchConfigurationType } from './schema.ts';

export const launchConfigurationCollector = defineCollector<AwsSession>({
  resource: launchConfigurationType,
  scope: 'regional',
  lists: [
    {
      operation: 'auto-scaling:DescribeLaunchConfigurations',
      permission: 'autoscaling:DescribeLaunchConfigurations',
    },
  ],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('auto-scaling', 'DescribeLaunchConfigurations', {
      MaxRecords: 100,
    })) {
      for (const configuration of page.LaunchConfigurations ?? []) yield observeOne(session, configuration);
    }
  },
});

function observeOne(session: AwsSession, one: LaunchConfiguration) {
  const draft = draftConfiguration({
    LaunchConfigurationName: one.LaunchConfigurationName,
    LaunchConfigurationARN: one.LaunchConfigurationARN,
    ImageId: one.ImageId,
    InstanceType: one.InstanceType,
    KeyName: unlessBlank(one.KeyName),
    IamInstanceProfile: one.IamInstanceProfile,
    SecurityGroups: sorted(one.SecurityGroups),
    AssociatePublicIpAddress: one.AssociatePublicIpAddress,
    EbsOptimized: one.EbsOptimized,
    InstanceMonitoring: one.InstanceMonitoring?.Enabled,
    PlacementTenancy: one.PlacementTenancy,
    SpotPrice: one.SpotPrice,
    MetadataOptions: one.MetadataOptions,
    BlockDeviceMappings: sortedBy(one.BlockDeviceMappings, ({ DeviceName }) => [DeviceName]),
    UserDataSha256: userDataDigest(one.UserData),
  });
  return observed(session, draft, {
    externalId: one.LaunchConfigurationARN ?? one.LaunchConfigurationName ?? '',
    name: one.LaunchConfigurationName,
  });
}
