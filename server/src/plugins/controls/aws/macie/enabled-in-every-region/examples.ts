import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const surroundings = { buckets: [{ region: 'us-east-1', configuration: { BucketName: 'photos' } }] };

export const examples = defineExamples({
  pass: [{ title: 'where it is enabled', configuration: { Status: 'ENABLED' } }],
  fail: [
    { title: 'where it is not', configuration: { Status: 'DISABLED' }, surroundings },
    { title: 'where it is suspended', configuration: { Status: 'PAUSED' }, surroundings, says: 'suspended' },
  ],
  unknown: [
    { title: 'where buckets were not listed', configuration: { Status: 'DISABLED' }, unlisted: ['buckets'] },
    {
      title: 'where that was denied',
      configuration: {},
      unreadable: [{ path: 'Status', reason: 'denied', permission: 'macie2:GetMacieSession' }],
      says: 'macie2:GetMacieSession',
    },
  ],
  not_applicable: [
    { title: 'where there is no bucket', configuration: { Status: 'DISABLED' } },
    {
      title: 'whose buckets are in another region',
      region: 'eu-west-1',
      configuration: { Status: 'DISABLED' },
      surroundings,
    },
  ],
});
