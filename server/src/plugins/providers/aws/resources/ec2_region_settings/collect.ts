import type { FlowLog, Vpc } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { type Draft, draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessEmpty } from '../../shapes/order.ts';
import { flowLogsOf } from '../vpc/flow-logs.ts';
import { ec2RegionSettingsType } from './schema.ts';

const setting = (operation: string, path: string) => ({
  operation: `ec2:${operation}`,
  permission: `ec2:${operation}`,
  paths: [path],
});

/** Always one resource per region: also the region where nobody has decided anything is judged. */
export const ec2RegionSettingsCollector = defineCollector<AwsSession>({
  resource: ec2RegionSettingsType,
  scope: 'regional',
  lists: [],
  details: [
    setting('GetEbsEncryptionByDefault', 'EbsEncryptionByDefault'),
    setting('GetEbsDefaultKmsKeyId', 'EbsDefaultKmsKeyId'),
    setting('GetSnapshotBlockPublicAccessState', 'SnapshotBlockPublicAccessState'),
    setting('GetImageBlockPublicAccessState', 'ImageBlockPublicAccessState'),
    setting('GetSerialConsoleAccessStatus', 'SerialConsoleAccessEnabled'),
    setting('GetInstanceMetadataDefaults', 'InstanceMetadataDefaults'),
    setting('DescribeVpcs', 'VpcFlowLogs'),
    setting('DescribeFlowLogs', 'VpcFlowLogs'),
  ],
  async *collect(session) {
    const draft = draftConfiguration();
    await Promise.all([readSettings(session, draft), readFlowLogs(session, draft)]);
    yield observed(session, draft, {
      externalId: `ec2-settings:${session.region}`,
      name: `EC2 settings ${session.region}`,
    });
  },
});

async function readSettings(session: AwsSession, draft: Draft): Promise<void> {
  const [encryption, key, snapshots, images, console, metadata] = await Promise.all([
    session.detail('ec2', 'GetEbsEncryptionByDefault', {}),
    session.detail('ec2', 'GetEbsDefaultKmsKeyId', {}),
    session.detail('ec2', 'GetSnapshotBlockPublicAccessState', {}),
    session.detail('ec2', 'GetImageBlockPublicAccessState', {}),
    session.detail('ec2', 'GetSerialConsoleAccessStatus', {}),
    session.detail('ec2', 'GetInstanceMetadataDefaults', {}),
  ]);
  draft.put('EbsEncryptionByDefault', encryption, (answer) => answer.EbsEncryptionByDefault);
  draft.put('EbsDefaultKmsKeyId', key, (answer) => answer.KmsKeyId);
  draft.put('SnapshotBlockPublicAccessState', snapshots, (answer) => answer.State);
  draft.put('ImageBlockPublicAccessState', images, (answer) => answer.ImageBlockPublicAccessState);
  draft.put('SerialConsoleAccessEnabled', console, (answer) => answer.SerialConsoleAccessEnabled);
  draft.put('InstanceMetadataDefaults', metadata, ({ AccountLevel: level }) =>
    unlessEmpty({
      HttpTokens: level?.HttpTokens,
      HttpEndpoint: level?.HttpEndpoint,
      HttpPutResponseHopLimit: level?.HttpPutResponseHopLimit,
      InstanceMetadataTags: level?.InstanceMetadataTags,
    }),
  );
}

async function readFlowLogs(session: AwsSession, draft: Draft): Promise<void> {
  const [vpcPages, flowLogPages] = await Promise.all([
    session.detailPages('ec2', 'DescribeVpcs', { MaxResults: 1000 }),
    session.detailPages('ec2', 'DescribeFlowLogs', { MaxResults: 1000 }),
  ]);
  const vpcs = draft.take(vpcPages)?.flatMap((page): Vpc[] => page.Vpcs ?? []);
  const flowLogs = draft.take(flowLogPages)?.flatMap((page): FlowLog[] => page.FlowLogs ?? []);
  // Without both lists nothing true can be said about any VPC.
  if (vpcs === undefined || flowLogs === undefined) return;
  const perVpc = vpcs.map(({ VpcId }) => ({ VpcId, FlowLogs: flowLogsOf(VpcId, flowLogs) ?? [] }));
  draft.set(
    'VpcFlowLogs',
    sortedBy(perVpc, ({ VpcId }) => [VpcId]),
  );
}
