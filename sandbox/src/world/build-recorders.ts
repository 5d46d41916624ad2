import { company, type Site } from './site.ts';

/** AWS Config of one region; the small edge region has never had it switched on. */
export function buildRecorder(site: Site): void {
  const { region, world, random, plan } = site;
  if (plan.stage === 'edge') return;
  const name = 'default';
  const roleARN = `arn:aws:iam::${world.accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
  const started = random.dateAgo(200, 700);
  region.recorders.put({
    name,
    arn: `arn:aws:config:${region.name}:${world.accountId}:configuration-recorder/${name}/${random.hex(8)}`,
    roleARN,
    recordingGroup: {
      allSupported: true,
      includeGlobalResourceTypes: region.name === 'us-east-1',
      resourceTypes: [],
      exclusionByResourceTypes: { resourceTypes: [] },
      recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
    },
    recordingMode: { recordingFrequency: 'CONTINUOUS', recordingModeOverrides: [] },
    recordingScope: 'PAID',
    status: {
      name,
      lastStartTime: started,
      recording: true,
      // The service answers in capitals, whatever the SDK's type says.
      lastStatus: 'SUCCESS' as 'Success',
      lastStatusChangeTime: started,
    },
  });
  region.deliveryChannels.put({
    name,
    s3BucketName: `${company}-config-history`,
    configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
  });
}
