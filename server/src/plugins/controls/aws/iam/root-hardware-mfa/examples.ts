import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'with a device that is not virtual', configuration: { SummaryMap: { AccountMFAEnabled: 1 } } },
  ],
  fail: [
    { title: 'without a device', configuration: { SummaryMap: { AccountMFAEnabled: 0 } } },
    {
      title: 'with a virtual device',
      configuration: {
        SummaryMap: { AccountMFAEnabled: 1 },
        VirtualMFADevices: [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device' }],
      },
      says: 'virtual',
    },
  ],
  unknown: [
    {
      title: 'whose virtual devices were denied',
      configuration: { SummaryMap: { AccountMFAEnabled: 1 } },
      unreadable: [{ path: 'VirtualMFADevices', reason: 'denied', permission: 'iam:ListVirtualMFADevices' }],
      says: 'iam:ListVirtualMFADevices',
    },
  ],
  not_applicable: [
    {
      title: 'whose root credentials were taken away',
      configuration: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 0 } },
    },
  ],
});
