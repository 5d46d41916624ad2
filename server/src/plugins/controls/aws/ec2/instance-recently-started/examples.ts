import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that was started a week ago',
      configuration: { State: { Name: 'running' }, LaunchTime: '2026-01-08T00:00:00.000Z' },
      says: '7 days',
    },
  ],
  fail: [
    {
      title: 'that runs since a year',
      configuration: { State: { Name: 'running' }, LaunchTime: '2025-01-15T00:00:00.000Z' },
      says: '365 days',
    },
  ],
  unknown: [{ title: 'whose start is not told', configuration: { State: { Name: 'running' } } }],
  not_applicable: [
    {
      title: 'that is stopped',
      configuration: { State: { Name: 'stopped' }, LaunchTime: '2020-01-15T00:00:00.000Z' },
    },
  ],
});
