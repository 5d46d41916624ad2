import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'with a vault',
      configuration: {},
      surroundings: { vaults: [{ name: 'nightly', configuration: {} }] },
      says: 'nightly',
    },
  ],
  fail: [{ title: 'without a vault', configuration: {} }],
  unknown: [{ title: 'whose vaults could not be listed', configuration: {}, unlisted: ['vaults'] }],
});
