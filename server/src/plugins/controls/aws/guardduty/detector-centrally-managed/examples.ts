import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a manager',
      configuration: { Administrator: { AccountId: '999999999999', RelationshipStatus: 'Enabled' } },
    },
    { title: 'that manages others', configuration: { EnabledMemberCount: 4 } },
  ],
  fail: [
    { title: 'that stands alone', configuration: { EnabledMemberCount: 0 } },
    {
      title: 'whose manager has resigned',
      configuration: {
        Administrator: { AccountId: '999999999999', RelationshipStatus: 'Removed' },
        EnabledMemberCount: 0,
      },
    },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: { EnabledMemberCount: 0 },
      unreadable: [
        { path: 'Administrator', reason: 'denied', permission: 'guardduty:GetAdministratorAccount' },
      ],
      says: 'guardduty:GetAdministratorAccount',
    },
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'EnabledMemberCount', reason: 'denied', permission: 'guardduty:ListMembers' }],
      says: 'guardduty:ListMembers',
    },
  ],
});
