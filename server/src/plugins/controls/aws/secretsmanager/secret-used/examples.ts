import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that was read yesterday',
      configuration: { LastAccessedDate: '2026-01-14' },
      says: '1 days ago',
    },
    { title: 'that is new and was not read yet', configuration: { CreatedDate: '2026-01-10T00:00:00.000Z' } },
  ],
  fail: [
    {
      title: 'that nobody has read for a year',
      configuration: { CreatedDate: '2024-01-10T00:00:00.000Z', LastAccessedDate: '2025-01-01' },
      says: '2025-01-01',
    },
    {
      title: 'that was never read',
      configuration: { CreatedDate: '2024-01-10T00:00:00.000Z' },
      says: 'never read',
    },
  ],
  unknown: [{ title: 'without any date', configuration: {} }],
  not_applicable: [
    { title: 'that is about to be deleted', configuration: { DeletedDate: '2026-01-01T00:00:00.000Z' } },
  ],
});
