import { cli, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamRoleType } from '../../../providers/aws/resources/iam_role/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-iam-narrow-trust',
  version: 1,
  title: 'Narrow who may take on a role',
  kind: 'security',
  resource: iamRoleType,
  per: 'resource',
  controls: [
    'aws-iam-role-not-for-everybody',
    'aws-iam-role-outsiders-bound',
    'aws-iam-role-identity-provider-subject',
    'aws-iam-role-services-act-for-this-account',
    'aws-iam-role-no-reading-from-outside',
  ],
  driftAttributes: ['AssumeRolePolicyDocument'],
  exposure: 'other_accounts',
  effortMinutes: 40,
  references: [],
  advise({ resources: [role] }) {
    const { fails } = role;
    const everybody = fails.has('aws-iam-role-not-for-everybody');
    return {
      title: `Narrow who may take on the role ${role.name}`,
      explanation: `${listed([
        ...(everybody ? [`Everybody may take on ${role.name}`] : []),
        ...(fails.has('aws-iam-role-identity-provider-subject')
          ? ['an identity provider may take it on for any of its users']
          : []),
        ...(fails.has('aws-iam-role-outsiders-bound')
          ? ['another account may take it on without an external id']
          : []),
        ...(fails.has('aws-iam-role-services-act-for-this-account')
          ? ['services may take it on for strangers']
          : []),
        ...(fails.has('aws-iam-role-no-reading-from-outside')
          ? ['another account reads everything by it']
          : []),
        ...(fails.size === 0 ? [`The trust of ${role.name} was widened since its baseline`] : []),
      ])}. The trust policy is the lock; the rights of the role are what lies behind it.`,
      steps: [
        {
          text: 'Read the trust policy and see in the trail who took the role on.',
          commands: [cli`aws iam get-role --role-name ${role.name}`],
        },
        {
          text: 'Name exact principals, and add conditions: aws:SourceAccount for services, sts:ExternalId for other accounts, the subject for identity providers.',
          commands: [cli`aws iam get-role --role-name ${role.name} --query Role.AssumeRolePolicyDocument`],
        },
        ...(everybody
          ? [
              {
                text: 'End sessions that strangers may hold: revoke active sessions of the role in the console.',
              },
            ]
          : []),
      ],
      impact: 'Only whom you named gets the rights of the role.',
      sideEffects: ['Partners and pipelines that are not named are refused: agree on it with them first.'],
    };
  },
  examples: [
    {
      title: 'a role for everybody',
      resources: [
        { name: 'open', region: 'global', configuration: {}, fails: ['aws-iam-role-not-for-everybody'] },
      ],
      says: ['Everybody may take on open', 'get-role --role-name open', 'revoke'],
    },
  ],
});
