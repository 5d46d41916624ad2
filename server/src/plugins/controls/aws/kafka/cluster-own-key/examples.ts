import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const arn = 'arn:aws:kms:us-east-1:111122223333:key/k';
const cluster = {
  ClusterType: 'PROVISIONED',
  EncryptionInfo: { EncryptionAtRest: { DataVolumeKMSKeyId: arn } },
};

export const examples = defineExamples({
  pass: [
    {
      title: 'with a key of the account',
      configuration: cluster,
      surroundings: { keys: [{ configuration: { Arn: arn, KeyManager: 'CUSTOMER' } }] },
    },
  ],
  fail: [
    {
      title: 'with the key of the service',
      configuration: cluster,
      surroundings: { keys: [{ configuration: { Arn: arn, KeyManager: 'AWS' } }] },
    },
    { title: 'without a named key', configuration: { ClusterType: 'PROVISIONED' } },
  ],
  unknown: [
    {
      title: 'whose EncryptionInfo nobody could read',
      configuration: { ClusterType: 'PROVISIONED' },
      unreadable: [{ path: 'EncryptionInfo', reason: 'denied', permission: 'kafka:ListClustersV2' }],
    },
    { title: 'whose key was not listed', configuration: cluster, unlisted: ['keys'] },
    { title: 'with a key of another account', configuration: cluster },
  ],
  not_applicable: [{ title: 'that is serverless', configuration: { ClusterType: 'SERVERLESS' } }],
});
