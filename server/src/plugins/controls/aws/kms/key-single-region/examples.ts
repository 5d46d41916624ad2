import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [{ title: 'of one region', configuration: { KeyManager: 'CUSTOMER', MultiRegion: false } }],
  fail: [
    {
      title: 'of several regions',
      configuration: {
        KeyManager: 'CUSTOMER',
        MultiRegion: true,
        MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY' },
      },
      says: 'PRIMARY',
    },
  ],
  unknown: [
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'KeyManager', reason: 'denied', permission: 'kms:DescribeKey' }],
    },
  ],
  not_applicable: [{ title: 'that AWS manages', configuration: { KeyManager: 'AWS', MultiRegion: false } }],
});
