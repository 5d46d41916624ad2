import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const CreateDate = '2024-01-01T00:00:00.000Z';

export const examples = defineExamples({
  pass: [
    {
      title: 'that is used',
      configuration: { CreateDate, RoleLastUsed: { LastUsedDate: '2026-01-14' } },
      says: '1 day ago',
    },
    {
      title: 'that is new, although its use was denied',
      configuration: { CreateDate: '2026-01-01T00:00:00.000Z' },
      unreadable: [{ path: 'RoleLastUsed', reason: 'denied' }],
    },
  ],
  fail: [
    {
      title: 'that was used long ago',
      configuration: { CreateDate, RoleLastUsed: { LastUsedDate: '2025-10-16' } },
      says: '91 days',
    },
    { title: 'that was never used', configuration: { CreateDate } },
  ],
  unknown: [
    {
      title: 'whose use was denied',
      configuration: { CreateDate },
      unreadable: [{ path: 'RoleLastUsed', reason: 'denied', permission: 'iam:GetRole' }],
      says: 'iam:GetRole',
    },
    { title: 'of unknown age', configuration: {} },
  ],
  not_applicable: [
    { title: 'of a service', configuration: { CreateDate, Path: '/aws-service-role/rds.amazonaws.com/' } },
  ],
});
