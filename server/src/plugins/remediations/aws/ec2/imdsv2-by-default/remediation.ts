import { awsCommand } from '../../target.ts';
import { regionSetting } from '../region-setting.ts';

/** What is said about session tokens; hop limit and tags are no part of it. */
type Default = { HttpTokens: 'required' | 'optional' | null };

export const remediation = regionSetting<Default>({
  id: 'aws-ec2-imdsv2-by-default',
  title: 'Ask new machines of a region for IMDSv2 by default',
  description:
    'Machines that are started without a word about it ask for session tokens at their metadata service. ' +
    'Running machines, and those whose launch says otherwise, stay as they are.',
  risk: 'medium',
  impact:
    'Software on new machines that only knows version 1 of the metadata service gets no credentials and no facts ' +
    'there: old SDKs, and containers where the hop limit is 1.',
  effortMinutes: 5,
  controls: ['aws-ec2-region-imdsv2-default'],
  attribute: 'InstanceMetadataDefaults',
  permissions: {
    read: ['ec2:GetInstanceMetadataDefaults'],
    write: ['ec2:ModifyInstanceMetadataDefaults'],
  },
  calls: ['ec2:ModifyInstanceMetadataDefaults'],
  async read(session) {
    const answer = await session.ask('ec2', 'GetInstanceMetadataDefaults', {});
    return { HttpTokens: (answer.state === 'value' ? answer.value.AccountLevel?.HttpTokens : null) ?? null };
  },
  plan: ({ HttpTokens }, { target }) =>
    HttpTokens === 'required'
      ? { nothing: 'The default of the region is version 2.' }
      : { to: { HttpTokens: 'required' }, summary: `Ask for IMDSv2 by default (${target.name})` },
  async write(session, { HttpTokens }) {
    await session.send('ec2', 'ModifyInstanceMetadataDefaults', {
      HttpTokens: HttpTokens ?? 'no-preference',
    });
  },
  byHand: (target, { HttpTokens }) => ({
    cli: [
      awsCommand(
        'ec2 modify-instance-metadata-defaults',
        target,
        '--http-tokens',
        HttpTokens ?? 'no-preference',
      ),
    ],
    terraform: `resource "aws_ec2_instance_metadata_defaults" "this" {\n  http_tokens = "${HttpTokens ?? 'no-preference'}"\n}`,
    console: `EC2 in ${target.region} → Dashboard → Data protection and security → IMDS defaults → Manage: ${HttpTokens === 'required' ? 'choose "V2 only"' : 'choose "No preference"'}.`,
  }),
});
