import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that takes them', configuration: { AllowVersionUpgrade: true } },
    { title: 'that says nothing, which means yes', configuration: {}, says: 'default' },
  ],
  fail: [{ title: 'that refuses them', configuration: { AllowVersionUpgrade: false } }],
  unknown: [
    {
      title: 'whose AllowVersionUpgrade nobody could read',
      configuration: {},
      unreadable: [
        { path: 'AllowVersionUpgrade', reason: 'denied', permission: 'redshift:DescribeClusters' },
      ],
    },
  ],
});
