import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand, lastPart, titled } from '../../target.ts';

/** What is said about session tokens; hop limit and tags are no part of it. */
type Options = { HttpEndpoint: string | null; HttpTokens: string | null };

export const remediation = defineSetting<typeof ec2InstanceType, Options>({
  id: 'aws-ec2-require-imdsv2',
  title: 'Ask for IMDSv2 at the metadata service of a machine',
  description:
    'The metadata service of the machine answers requests with a session token only. ' +
    'Its hop limit and its tags stay as they are.',
  resource: ec2InstanceType,
  risk: 'medium',
  impact:
    'Software on the machine that only knows version 1 gets no credentials and no facts from then on: old SDKs, and ' +
    'containers where the hop limit is 1. The machine runs on without a restart.',
  effortMinutes: 10,
  controls: ['aws-ec2-instance-imdsv2', 'aws-ec2-enclave-host-imdsv2'],
  attribute: 'MetadataOptions',
  permissions: { read: ['ec2:DescribeInstances'], write: ['ec2:ModifyInstanceMetadataOptions'] },
  calls: ['ec2:ModifyInstanceMetadataOptions'],
  settlesWithinMinutes: 5,

  async read(session, target) {
    const answer = await session.ask(
      'ec2',
      'DescribeInstances',
      { InstanceIds: [lastPart(target)] },
      { gone: ['InvalidInstanceID.NotFound'] },
    );
    const found = answer.state === 'value' ? answer.value.Reservations?.[0]?.Instances?.[0] : undefined;
    if (found === undefined || found.State?.Name === 'terminated') return null;
    const { HttpEndpoint = null, HttpTokens = null } = found.MetadataOptions ?? {};
    return { value: { HttpEndpoint, HttpTokens } };
  },

  plan(options, { target }) {
    const { HttpEndpoint, HttpTokens } = options;
    if (HttpEndpoint === 'disabled') return { nothing: 'The metadata service is switched off.' };
    if (HttpTokens === 'required') return { nothing: 'The metadata service asks for a session token.' };
    if (HttpTokens === null) return { cannot: 'AWS does not say how the metadata service is set.' };
    return { to: { ...options, HttpTokens: 'required' }, summary: `Ask for IMDSv2 on ${titled(target)}` };
  },

  async write(session, target, { HttpTokens }) {
    await session.send('ec2', 'ModifyInstanceMetadataOptions', {
      InstanceId: lastPart(target),
      HttpTokens: HttpTokens as 'required' | 'optional',
    });
  },

  byHand: (target, { HttpTokens }) => ({
    cli: [
      awsCommand(
        'ec2 modify-instance-metadata-options',
        target,
        '--instance-id',
        lastPart(target),
        '--http-tokens',
        HttpTokens ?? 'optional',
      ),
    ],
    terraform: `# In the aws_instance of ${lastPart(target)}:\nmetadata_options {\n  http_tokens = "${HttpTokens ?? 'optional'}"\n}`,
    console: `EC2 → Instances → ${lastPart(target)} → Actions → Instance settings → Modify instance metadata options: ${HttpTokens === 'required' ? 'IMDSv2 required' : 'IMDSv2 optional'}.`,
  }),
});
