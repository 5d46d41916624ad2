import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that was rotated last month',
      configuration: { LastRotatedDate: '2025-12-20T00:00:00.000Z' },
      says: '26 days',
    },
    { title: 'that is new', configuration: { CreatedDate: '2026-01-10T00:00:00.000Z' } },
    {
      title: 'that was rotated exactly 90 days ago',
      configuration: { LastRotatedDate: '2025-10-17T00:00:00.000Z' },
      says: '90 days',
    },
  ],
  fail: [
    {
      title: 'that was rotated last year',
      configuration: { LastRotatedDate: '2025-01-01T00:00:00.000Z' },
      says: '2025-01-01',
    },
    {
      title: 'that was never rotated',
      configuration: { CreatedDate: '2024-01-01T00:00:00.000Z' },
      says: 'never',
    },
    {
      title: 'that was never rotated, although something about it changed',
      configuration: { CreatedDate: '2024-01-01T00:00:00.000Z', LastChangedDate: '2026-01-10T00:00:00.000Z' },
    },
  ],
  unknown: [{ title: 'without any date', configuration: {} }],
  not_applicable: [
    { title: 'that is about to be deleted', configuration: { DeletedDate: '2026-01-01T00:00:00.000Z' } },
  ],
});
