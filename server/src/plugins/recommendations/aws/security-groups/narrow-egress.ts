import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-narrow-egress',
  version: 1,
  title: 'Narrow what may leave',
  kind: 'security',
  resource: securityGroupType,
  per: 'account',
  controls: ['aws-ec2-security-group-egress-narrow'],
  driftAttributes: ['SecurityGroupEgress'],
  exposure: 'account',
  effortMinutes: 120,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Narrow the outbound rules of ${counted(total, 'security group')}`,
      explanation:
        `${listed(
          resources.map(({ name }) => name),
          total,
        )} ${total === 1 ? 'lets' : 'let'} everything out to everywhere. Whoever gets onto a machine needs just that to fetch tools and to carry data away. ` +
        'Begin with databases and internal services: they need the least.',
      steps: [
        {
          text: 'Take from the flow logs of two weeks which ports and ranges are really used.',
          commands: forEach(
            resources,
            (group) =>
              cli`aws ec2 describe-security-group-rules${inRegion(group)} --filters Name=group-id,Values=${group.configuration.GroupId ?? group.externalId}`,
          ),
        },
        { text: 'Reach AWS services by VPC endpoints, so that no way to the internet is needed for them.' },
        { text: 'Allow what is used, then remove the rule for everything.' },
      ],
      impact: 'A machine that was broken into cannot talk to whomever it likes.',
      sideEffects: ['What nobody knew of stops working: updates, licence checks, calls to partners.'],
    };
  },
  examples: [
    {
      title: 'a group that lets all out',
      resources: [
        { name: 'app', configuration: { GroupId: 'sg-a' }, fails: ['aws-ec2-security-group-egress-narrow'] },
      ],
      says: ['flow logs', 'Values=sg-a'],
    },
  ],
});
