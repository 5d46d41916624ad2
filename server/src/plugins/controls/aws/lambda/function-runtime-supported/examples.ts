import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'on a new one', configuration: { Runtime: 'python3.13' } },
    { title: 'on its last day', configuration: { Runtime: 'python3.9' }, judgedAt: '2025-12-15T20:00:00Z' },
  ],
  fail: [
    { title: 'on an old one', configuration: { Runtime: 'python3.8' }, says: '2024-10-14' },
    { title: 'on the day after', configuration: { Runtime: 'python3.9' }, judgedAt: '2025-12-16T00:00:00Z' },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Runtime', reason: 'denied', permission: 'lambda:ListFunctions' }],
      says: 'lambda:ListFunctions',
    },
    { title: 'on one of tomorrow', configuration: { Runtime: 'python4.0' } },
  ],
  not_applicable: [{ title: 'that is an image', configuration: { PackageType: 'Image' } }],
});
