import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'with a device', configuration: { SummaryMap: { AccountMFAEnabled: 1 } } }],
  fail: [
    { title: 'without a device', configuration: { SummaryMap: { AccountMFAEnabled: 0 } } },
    {
      title: 'with a password and no device',
      configuration: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 1 } },
    },
  ],
  unknown: [{ title: 'whose summary says nothing of it', configuration: {} }],
  not_applicable: [
    {
      title: 'whose root credentials were taken away',
      configuration: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 0 } },
    },
  ],
});
