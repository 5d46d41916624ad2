import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that rotates every month',
      configuration: { RotationEnabled: true, RotationRules: { AutomaticallyAfterDays: 30 } },
      says: 'every 30 days',
    },
    {
      title: 'with a schedule',
      configuration: { RotationEnabled: true, RotationRules: { ScheduleExpression: 'rate(10 days)' } },
      says: 'rate(10 days)',
    },
  ],
  fail: [
    { title: 'that never rotates', configuration: {} },
    { title: 'whose rotation was switched off', configuration: { RotationEnabled: false } },
  ],
  unknown: [
    {
      title: 'whose rotation could not be read',
      configuration: {},
      unreadable: [{ path: 'RotationEnabled', reason: 'failed', permission: 'secretsmanager:ListSecrets' }],
    },
  ],
  not_applicable: [
    { title: 'that is about to be deleted', configuration: { DeletedDate: '2026-01-01T00:00:00.000Z' } },
  ],
});
