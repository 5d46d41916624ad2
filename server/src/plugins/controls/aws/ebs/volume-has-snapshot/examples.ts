import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const snapshot = (day: string, State = 'completed') => ({
  configuration: { VolumeId: 'vol-1', State, StartTime: `${day}T00:00:00.000Z` },
});

export const examples = defineExamples({
  pass: [
    {
      title: 'with a young snapshot',
      configuration: { VolumeId: 'vol-1' },
      surroundings: { snapshots: [snapshot('2025-01-01'), snapshot('2026-01-14')] },
      says: '1 day ',
    },
  ],
  fail: [
    {
      title: 'with an old snapshot',
      configuration: { VolumeId: 'vol-1' },
      surroundings: { snapshots: [snapshot('2025-01-01')] },
    },
    {
      title: 'with a failed snapshot',
      configuration: { VolumeId: 'vol-1' },
      surroundings: { snapshots: [snapshot('2026-01-14', 'error')] },
    },
    {
      title: 'without any',
      configuration: { VolumeId: 'vol-2', State: 'available' },
      surroundings: { snapshots: [snapshot('2026-01-14')] },
      says: 'attached to nothing',
    },
  ],
  unknown: [
    {
      title: 'whose snapshots were not listed',
      configuration: { VolumeId: 'vol-1' },
      unlisted: ['snapshots'],
    },
  ],
});
