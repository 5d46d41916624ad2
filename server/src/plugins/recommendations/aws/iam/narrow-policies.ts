import { cli, counted, forEach, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamPolicyType } from '../../../providers/aws/resources/iam_policy/schema.ts';

const ids = [
  'assuming-any-role',
  'full-admin',
  'marketplace-purchases',
  'not-action',
  'privilege-escalation',
  'whole-cloudtrail',
  'whole-kms',
  'whole-services',
];

export const recommendation = defineRecommendation({
  id: 'aws-iam-narrow-policies',
  version: 1,
  title: 'Narrow what a policy allows',
  kind: 'security',
  resource: iamPolicyType,
  per: 'resource',
  controls: ids.map((kind) => `aws-iam-policy-no-${kind}`),
  driftAttributes: ['PolicyDocument'],
  exposure: 'account',
  effortMinutes: 90,
  references: [],
  advise({ resources: [policy] }) {
    const {
      Users: users = [],
      Roles: roles = [],
      Groups: groups = [],
      PolicyArn: arn,
    } = policy.configuration;
    const holders = [...users, ...groups, ...roles];
    return {
      title: `Narrow the policy ${policy.name}`,
      explanation:
        `${policy.name} allows more than a task needs${policy.fails.has('aws-iam-policy-no-full-admin') ? ', in fact everything' : policy.fails.has('aws-iam-policy-no-privilege-escalation') ? ', and with it its holder can get any right' : ''}. ` +
        `${holders.length === 0 ? 'Nobody holds it at present.' : `${counted(holders.length, 'holder')}: ${listed(holders)}.`} One change here reaches all of them.`,
      steps: [
        {
          text: 'Read what is in force.',
          commands: [
            cli`aws iam get-policy-version --policy-arn ${arn ?? policy.externalId} --version-id ${policy.configuration.DefaultVersionId ?? 'v1'}`,
          ],
        },
        {
          text: 'See what the holders really use.',
          commands: forEach(
            roles,
            (role) =>
              cli`aws iam generate-service-last-accessed-details --arn arn:aws:iam::${policy.accountId}:role/${role}`,
          ),
        },
        {
          text: 'Write a version with single actions and resources, and make it the default. The former version stays for the way back.',
        },
      ],
      impact: 'Everybody who holds the policy can do their task, and no more.',
      sideEffects: ['Rare tasks may be refused at first.'],
    };
  },
  examples: [
    {
      title: 'a policy that allows everything',
      resources: [
        {
          name: 'power',
          region: 'global',
          configuration: {
            PolicyArn: 'arn:aws:iam::111122223333:policy/power',
            DefaultVersionId: 'v3',
            Roles: ['app'],
          },
          fails: ['aws-iam-policy-no-full-admin'],
        },
      ],
      says: ['in fact everything', '1 holder: app', '--version-id v3', 'role/app'],
    },
  ],
});
