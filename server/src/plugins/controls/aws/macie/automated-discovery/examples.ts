import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    { title: 'where it is on', configuration: { Status: 'ENABLED', AutomatedDiscoveryStatus: 'ENABLED' } },
  ],
  fail: [
    { title: 'where it is off', configuration: { Status: 'ENABLED', AutomatedDiscoveryStatus: 'DISABLED' } },
    { title: 'without Macie', configuration: { Status: 'DISABLED', AutomatedDiscoveryStatus: 'DISABLED' } },
  ],
  unknown: [
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
});
