import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { ec2InstanceType } from '../../../providers/aws/resources/ec2_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-manage-by-systems-manager',
  version: 1,
  title: 'Let Systems Manager look after machines',
  kind: 'security',
  resource: ec2InstanceType,
  per: 'account',
  controls: ['aws-ec2-instance-managed', 'aws-ec2-instance-profile-attached'],
  driftAttributes: ['IamInstanceProfile'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources, total }) {
    const bare = resources.filter(({ fails }) => fails.has('aws-ec2-instance-profile-attached'));
    return {
      title: `Bring ${counted(total, 'instance')} under Systems Manager`,
      explanation:
        `Nobody sees the patches of ${listed(
          resources.map(({ name }) => name),
          total,
        )}` +
        `${bare.length > 0 ? `, and ${listed(bare.map(({ name }) => name))} ${bare.length === 1 ? 'has' : 'have'} no instance profile, so that people put keys on the machine` : ''}. ` +
        'With the agent and one role they are patched and entered without an open port.',
      steps: [
        {
          text: 'Make one role with AmazonSSMManagedInstanceCore and an instance profile of it.',
          commands: ['aws iam get-policy --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
        },
        {
          text: 'Attach the profile to the machines that have none.',
          commands: forEach(
            bare,
            (instance) =>
              cli`aws ec2 describe-iam-instance-profile-associations${inRegion(instance)} --filters Name=instance-id,Values=${instance.configuration.InstanceId ?? instance.externalId}`,
          ),
        },
        {
          text: 'Check that the agent runs and reaches Systems Manager, by NAT or by endpoints; then set a patch policy.',
        },
      ],
      impact: 'Patches are known and installed on schedule; SSH can be closed.',
      sideEffects: ['Whoever may use Session Manager gets a shell on these machines: narrow that right.'],
    };
  },
  examples: [
    {
      title: 'a machine without a profile',
      resources: [
        {
          name: 'batch',
          configuration: { InstanceId: 'i-4' },
          fails: ['aws-ec2-instance-managed', 'aws-ec2-instance-profile-attached'],
        },
      ],
      says: ['batch has no instance profile', 'Values=i-4'],
    },
  ],
});
