import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with whole names',
      configuration: {
        Triggers: {
          Webhook: true,
          FilterGroups: [
            [
              { Type: 'EVENT', Pattern: 'PUSH' },
              { Type: 'ACTOR_ACCOUNT_ID', Pattern: '^(1001)$' },
            ],
          ],
        },
      },
    },
  ],
  fail: [
    {
      title: 'with parts of ids',
      configuration: {
        Triggers: { Webhook: true, FilterGroups: [[{ Type: 'ACTOR_ACCOUNT_ID', Pattern: '1001' }]] },
      },
      says: '1001',
    },
    {
      title: 'with the beginning of a branch',
      configuration: {
        Triggers: { Webhook: true, FilterGroups: [[{ Type: 'HEAD_REF', Pattern: '^refs/heads/main' }]] },
      },
    },
  ],
  unknown: [
    {
      title: 'whose Triggers nobody could read',
      configuration: {},
      unreadable: [{ path: 'Triggers', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
  not_applicable: [{ title: 'without a webhook', configuration: {} }],
});
