import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'without website', configuration: {} }],
  fail: [
    { title: 'with an index page', configuration: { WebsiteConfiguration: { IndexDocument: 'index.html' } } },
  ],
  unknown: [
    {
      title: 'whose website was denied',
      configuration: {},
      unreadable: [{ path: 'WebsiteConfiguration', reason: 'denied', permission: 's3:GetBucketWebsite' }],
    },
  ],
});
