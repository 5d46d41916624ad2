import { cli, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-empty-default-groups',
  version: 1,
  title: 'Empty the default security groups',
  kind: 'security',
  resource: securityGroupType,
  per: 'account',
  controls: ['aws-ec2-security-group-default-closed'],
  exposure: 'account',
  effortMinutes: 40,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Empty the default security ${total === 1 ? 'group of a VPC' : `groups of ${total} VPCs`}`,
      explanation:
        'Whatever is started without naming a group gets the default one, and there everything reaches everything. ' +
        `The ${total === 1 ? 'group' : 'groups'} of ${listed(
          resources.map(({ configuration }) => configuration.VpcId ?? ''),
          total,
        )} should have no rules, so that a forgotten choice is noticed.`,
      steps: [
        {
          text: 'Find what uses the group and give it a group of its own.',
          commands: forEach(
            resources,
            (group) =>
              cli`aws ec2 describe-network-interfaces${inRegion(group)} --filters Name=group-id,Values=${group.configuration.GroupId ?? group.externalId}`,
          ),
        },
        {
          text: 'Remove every inbound and outbound rule.',
          commands: forEach(
            resources,
            (group) =>
              cli`aws ec2 describe-security-group-rules${inRegion(group)} --filters Name=group-id,Values=${group.configuration.GroupId ?? group.externalId}`,
          ),
        },
      ],
      impact: 'A machine that was started without thinking is reachable by nobody.',
      sideEffects: ['What still uses a default group loses its network when the rules go.'],
    };
  },
  examples: [
    {
      title: 'a default group with its rules',
      resources: [
        {
          name: 'default',
          configuration: { GroupId: 'sg-d', VpcId: 'vpc-1' },
          fails: ['aws-ec2-security-group-default-closed'],
        },
      ],
      says: ['vpc-1', 'Values=sg-d'],
    },
  ],
});
