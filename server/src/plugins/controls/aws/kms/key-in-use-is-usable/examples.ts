import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const arn = 'arn:aws:kms:us-east-1:111122223333:key/k';
const off = { Arn: arn, KeyId: 'k', Aliases: ['alias/data'], KeyManager: 'CUSTOMER', KeyState: 'Disabled' };

export const examples = defineExamples({
  pass: [{ title: 'that is enabled', configuration: { ...off, KeyState: 'Enabled' } }],
  fail: [
    {
      title: 'that is off and encrypts a secret',
      configuration: off,
      surroundings: { secrets: [{ name: 'db-password', configuration: { KmsKeyId: arn } }] },
      says: 'db-password',
    },
    {
      title: 'that will be deleted and encrypts a topic by its alias',
      configuration: { ...off, KeyState: 'PendingDeletion' },
      surroundings: { topics: [{ name: 'alerts', configuration: { KmsMasterKeyId: 'alias/data' } }] },
      says: 'alerts',
    },
  ],
  unknown: [
    { title: 'that is off where buckets could not be listed', configuration: off, unlisted: ['buckets'] },
    {
      title: 'that nobody may describe',
      configuration: {},
      unreadable: [{ path: 'KeyManager', reason: 'denied', permission: 'kms:DescribeKey' }],
    },
  ],
  not_applicable: [
    { title: 'that is off and that nothing uses', configuration: off },
    { title: 'that AWS manages', configuration: { KeyManager: 'AWS' } },
  ],
});
