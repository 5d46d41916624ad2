import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const surroundings = { buckets: [{ region: 'us-east-1', configuration: { BucketName: 'photos' } }] };

export const examples = defineExamples({
  pass: [
    { title: 'where it is on', configuration: { Status: 'ENABLED', AutomatedDiscoveryStatus: 'ENABLED' } },
  ],
  fail: [
    {
      title: 'where it is off',
      configuration: { Status: 'ENABLED', AutomatedDiscoveryStatus: 'DISABLED' },
      surroundings,
    },
    {
      title: 'without Macie',
      configuration: { Status: 'DISABLED', AutomatedDiscoveryStatus: 'DISABLED' },
      surroundings,
    },
  ],
  unknown: [
    { title: 'where buckets were not listed', configuration: { Status: 'DISABLED' }, unlisted: ['buckets'] },
    {
      title: 'where that was denied',
      configuration: { Status: 'ENABLED' },
      unreadable: [
        {
          path: 'AutomatedDiscoveryStatus',
          reason: 'denied',
          permission: 'macie2:GetAutomatedDiscoveryConfiguration',
        },
      ],
      says: 'macie2:GetAutomatedDiscoveryConfiguration',
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
