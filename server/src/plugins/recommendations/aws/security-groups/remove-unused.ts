import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-ec2-remove-unused-groups',
  version: 1,
  title: 'Remove security groups that nothing uses',
  kind: 'security',
  resource: securityGroupType,
  per: 'account',
  controls: [
    'aws-ec2-security-group-used',
    'aws-ec2-security-group-not-launch-wizard',
    'aws-ec2-security-group-few-rules',
  ],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    const unused = resources.filter(({ fails }) => fails.has('aws-ec2-security-group-used'));
    const others = resources.filter(({ fails }) => !fails.has('aws-ec2-security-group-used'));
    return {
      title: `Clean up ${counted(total, 'security group')}`,
      explanation:
        `${unused.length === 0 ? '' : `Nothing uses ${listed(unused.map(({ name }) => name))}. `}` +
        `${others.length === 0 ? '' : `${listed(others.map(({ name }) => name))} ${others.length === 1 ? 'was' : 'were'} left by a wizard or ${others.length === 1 ? 'has' : 'have'} more rules than anybody can check. `}` +
        'Groups that nobody owns are taken for the next machine because they are there, with whatever rules they have.',
      steps: [
        ...(unused.length > 0
          ? [
              {
                text: 'Delete the groups that nothing uses; AWS refuses where something does.',
                commands: forEach(
                  unused,
                  (group) =>
                    cli`aws ec2 delete-security-group${inRegion(group)} --group-id ${group.configuration.GroupId ?? group.externalId}`,
                ),
              },
            ]
          : []),
        ...(others.length > 0
          ? [
              {
                text: 'Give the others a name and few rules, or split them by purpose.',
                commands: forEach(
                  others,
                  (group) =>
                    cli`aws ec2 describe-security-groups${inRegion(group)} --group-ids ${group.configuration.GroupId ?? group.externalId}`,
                ),
              },
            ]
          : []),
      ],
      impact: 'Fewer groups to check, and none to pick by mistake.',
      sideEffects: unused.length > 0 ? ['Templates that name a deleted group fail.'] : [],
    };
  },
  examples: [
    {
      title: 'one unused and one of a wizard',
      resources: [
        { name: 'old', configuration: { GroupId: 'sg-o' }, fails: ['aws-ec2-security-group-used'] },
        {
          name: 'launch-wizard-1',
          configuration: { GroupId: 'sg-w' },
          fails: ['aws-ec2-security-group-not-launch-wizard'],
        },
      ],
      says: ['delete-security-group', '--group-id sg-o', 'launch-wizard-1 was left by a wizard'],
    },
  ],
});
