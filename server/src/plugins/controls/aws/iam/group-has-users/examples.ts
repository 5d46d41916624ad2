import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const GroupName = 'developers';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a user',
      configuration: { GroupName },
      surroundings: { users: [{ configuration: { Groups: ['developers'] } }] },
    },
  ],
  fail: [
    { title: 'without users', configuration: { GroupName } },
    {
      title: 'whose users are elsewhere',
      configuration: { GroupName },
      surroundings: { users: [{ configuration: { Groups: ['others'] } }] },
    },
  ],
  unknown: [
    { title: 'while users were not listed', configuration: { GroupName }, unlisted: ['users'] },
    {
      title: 'while the groups of a user were denied',
      configuration: { GroupName },
      surroundings: {
        users: [
          {
            configuration: {},
            unreadable: [{ path: 'Groups', reason: 'denied', permission: 'iam:ListGroupsForUser' }],
          },
        ],
      },
      says: 'iam:ListGroupsForUser',
    },
  ],
});
