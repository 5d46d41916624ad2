import { ec2InstanceType } from '../../../../providers/aws/resources/ec2_instance/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand, lastPart, titled } from '../../target.ts';

export const remediation = defineSetting<typeof ec2InstanceType, boolean>({
  id: 'aws-ec2-termination-protection',
  title: 'Protect a machine from termination',
  description:
    'Calls that terminate the machine are refused until somebody takes the protection off. ' +
    'Stopping it, and shutting it down from inside, stay possible.',
  resource: ec2InstanceType,
  risk: 'low',
  impact:
    'Pipelines and people that terminate the machine fail until they take the protection off first. ' +
    'The machine runs on without a restart.',
  effortMinutes: 5,
  controls: ['aws-ec2-instance-termination-protected'],
  attribute: 'DisableApiTermination',
  permissions: { read: ['ec2:DescribeInstanceAttribute'], write: ['ec2:ModifyInstanceAttribute'] },
  calls: ['ec2:ModifyInstanceAttribute'],

  async read(session, target) {
    const answer = await session.ask(
      'ec2',
      'DescribeInstanceAttribute',
      { InstanceId: lastPart(target), Attribute: 'disableApiTermination' },
      { gone: ['InvalidInstanceID.NotFound'] },
    );
    return answer.state === 'value' ? { value: answer.value.DisableApiTermination?.Value === true } : null;
  },

  plan(isProtected, { target, configuration }) {
    if (isProtected) return { nothing: 'Termination protection is on.' };
    const tags = Array.isArray(configuration.Tags) ? configuration.Tags : [];
    const isOfGroup = tags.some((tag) => JSON.stringify(tag).includes('"aws:autoscaling:groupName"'));
    if (isOfGroup) return { cannot: 'An Auto Scaling group replaces the machine, and could not any more.' };
    return { to: true, summary: `Switch on termination protection of ${titled(target)}` };
  },

  async write(session, target, Value) {
    await session.send('ec2', 'ModifyInstanceAttribute', {
      InstanceId: lastPart(target),
      DisableApiTermination: { Value },
    });
  },

  byHand: (target, isProtected) => ({
    cli: [
      awsCommand(
        'ec2 modify-instance-attribute',
        target,
        '--instance-id',
        lastPart(target),
        isProtected ? '--disable-api-termination' : '--no-disable-api-termination',
      ),
    ],
    terraform: `# In the aws_instance of ${lastPart(target)}:\ndisable_api_termination = ${isProtected}`,
    console: `EC2 → Instances → ${lastPart(target)} → Actions → Instance settings → Change termination protection: ${isProtected ? 'enable' : 'disable'}.`,
  }),
});
