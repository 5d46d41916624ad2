import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with filters',
      configuration: { Triggers: { Webhook: true, FilterGroups: [[{ Type: 'EVENT', Pattern: 'PUSH' }]] } },
    },
    { title: 'with a branch', configuration: { Triggers: { Webhook: true, BranchFilter: '^main$' } } },
  ],
  fail: [{ title: 'without filters', configuration: { Triggers: { Webhook: true } } }],
  unknown: [
    {
      title: 'whose Triggers nobody could read',
      configuration: {},
      unreadable: [{ path: 'Triggers', reason: 'denied', permission: 'codebuild:BatchGetProjects' }],
    },
  ],
  not_applicable: [{ title: 'without a webhook', configuration: {} }],
});
