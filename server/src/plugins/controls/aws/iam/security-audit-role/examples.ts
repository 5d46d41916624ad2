import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const ManagedPolicyArns = ['arn:aws:iam::aws:policy/SecurityAudit'];

export const examples = defineExamples({
  pass: [
    {
      title: 'with such a role',
      configuration: {},
      surroundings: { roles: [{ name: 'desk', configuration: { ManagedPolicyArns } }] },
      says: 'desk',
    },
  ],
  fail: [
    { title: 'without roles', configuration: {} },
    {
      title: 'with other roles',
      configuration: {},
      surroundings: { roles: [{ configuration: { ManagedPolicyArns: [] } }] },
    },
  ],
  unknown: [
    { title: 'whose roles were not listed', configuration: {}, unlisted: ['roles'] },
    {
      title: 'where the policies of a role were denied',
      configuration: {},
      surroundings: {
        roles: [
          {
            configuration: {},
            unreadable: [
              { path: 'ManagedPolicyArns', reason: 'denied', permission: 'iam:ListAttachedRolePolicies' },
            ],
          },
        ],
      },
      says: 'iam:ListAttachedRolePolicies',
    },
  ],
});
