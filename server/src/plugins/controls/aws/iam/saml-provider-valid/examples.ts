import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'that is valid', configuration: { ValidUntil: '2030-01-01T00:00:00.000Z' } }],
  fail: [
    { title: 'that ended', configuration: { ValidUntil: '2026-01-14T00:00:00.000Z' }, says: '2026-01-14' },
  ],
  unknown: [{ title: 'without an end', configuration: {} }],
});
