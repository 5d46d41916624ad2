import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is valid', configuration: { Expiration: '2026-01-16T00:00:00.000Z' } }],
  fail: [
    { title: 'that ended', configuration: { Expiration: '2025-12-31T12:00:00.000Z' }, says: '2025-12-31' },
  ],
  unknown: [{ title: 'without an end', configuration: {} }],
});
