import { testPlans } from '../testing/plans.ts';

testPlans('ebs', {
  'block-snapshot-sharing': [
    {
      title: 'only new sharing blocked',
      state: { SnapshotBlockPublicAccessState: 'block-new-sharing' },
      plan: { after: { SnapshotBlockPublicAccessState: 'block-all-sharing' } },
    },
    {
      title: 'all blocked',
      state: { SnapshotBlockPublicAccessState: 'block-all-sharing' },
      plan: 'nothing',
    },
  ],
  'default-encryption': [
    {
      title: 'off',
      state: { EbsEncryptionByDefault: false },
      plan: { after: { EbsEncryptionByDefault: true } },
    },
    { title: 'on', state: { EbsEncryptionByDefault: true }, plan: 'nothing' },
  ],
  'private-snapshot': [
    {
      title: 'public',
      state: { SharedWithEverybody: true },
      plan: { after: { SharedWithEverybody: false } },
    },
    { title: 'private', state: { SharedWithEverybody: false }, plan: 'nothing' },
  ],
});
