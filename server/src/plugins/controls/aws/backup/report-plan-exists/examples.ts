import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a report plan',
      configuration: {},
      surroundings: { reports: [{ name: 'jobs', configuration: {} }] },
      says: 'jobs',
    },
  ],
  fail: [{ title: 'without a report plan', configuration: {} }],
  unknown: [{ title: 'whose report plans could not be listed', configuration: {}, unlisted: ['reports'] }],
});
