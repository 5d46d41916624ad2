import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'that is up to date', configuration: { ServiceSoftwareOptions: { UpdateAvailable: false } } },
  ],
  fail: [
    {
      title: 'with an update that waits',
      configuration: { ServiceSoftwareOptions: { UpdateAvailable: true, NewVersion: 'R20260601' } },
      says: 'R20260601',
    },
  ],
  unknown: [
    {
      title: 'whose ServiceSoftwareOptions nobody could read',
      configuration: {},
      unreadable: [{ path: 'ServiceSoftwareOptions', reason: 'denied', permission: 'es:DescribeDomain' }],
    },
    { title: 'of which OpenSearch does not say it', configuration: {} },
  ],
});
