import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with recovery',
      configuration: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      says: '35 days',
    },
  ],
  fail: [
    {
      title: 'without recovery',
      configuration: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false } },
    },
  ],
  unknown: [
    {
      title: 'whose backups were denied',
      configuration: {},
      unreadable: [
        {
          path: 'PointInTimeRecoverySpecification',
          reason: 'denied',
          permission: 'dynamodb:DescribeContinuousBackups',
        },
      ],
    },
  ],
});
