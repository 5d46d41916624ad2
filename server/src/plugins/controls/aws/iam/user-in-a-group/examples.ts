import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'in a group', configuration: { Groups: ['developers'] } }],
  fail: [{ title: 'in no group', configuration: {} }],
  unknown: [
    {
      title: 'whose Groups was denied',
      configuration: {},
      unreadable: [{ path: 'Groups', reason: 'denied', permission: 'iam:ListGroupsForUser' }],
      says: 'iam:ListGroupsForUser',
    },
  ],
});
