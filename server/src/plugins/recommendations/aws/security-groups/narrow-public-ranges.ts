import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-narrow-public-ranges',
  version: 1,
  title: 'Admit named addresses instead of wide public ranges',
  kind: 'security',
  resource: securityGroupType,
  per: 'account',
  controls: ['aws-ec2-security-group-narrow-public-ranges', 'aws-ec2-security-group-only-web-open'],
  exposure: 'internet',
  effortMinutes: 45,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Narrow what ${counted(total, 'security group')} ${total === 1 ? 'admits' : 'admit'} from the internet`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'admits' : 'admit'} wide public ranges, or the internet to ports that are no web ports. ` +
        'A wide range belongs to thousands of customers of some provider, not only to the one that was meant.',
      steps: [
        {
          text: 'See the rules of each group and who is behind each range.',
          commands: forEach(
            resources,
            (group) =>
              cli`aws ec2 describe-security-groups${inRegion(group)} --group-ids ${group.configuration.GroupId ?? group.externalId}`,
          ),
        },
        {
          text: 'Replace each range by the addresses that are in use, by a prefix list, or by a VPN; put web services behind a load balancer.',
        },
      ],
      impact: 'Only known partners reach these ports.',
      sideEffects: ['Partners whose addresses change have to tell you.'],
    };
  },
  examples: [
    {
      title: 'a group for a partner',
      resources: [
        {
          name: 'partner',
          configuration: { GroupId: 'sg-9' },
          fails: ['aws-ec2-security-group-narrow-public-ranges'],
        },
      ],
      says: ['1 security group admits', '--group-ids sg-9'],
    },
  ],
});
