import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'that was stopped on the weekend',
      configuration: {
        State: { Name: 'stopped' },
        StateTransitionReason: 'User initiated (2026-01-11 20:00:00 GMT)',
      },
      says: '3 days',
    },
  ],
  fail: [
    {
      title: 'that was stopped last year',
      configuration: {
        State: { Name: 'stopped' },
        StateTransitionReason: 'User initiated (2025-01-11 20:00:00 GMT)',
      },
    },
  ],
  unknown: [{ title: 'whose stop was forgotten', configuration: { State: { Name: 'stopped' } } }],
  not_applicable: [{ title: 'that runs', configuration: { State: { Name: 'running' } } }],
});
