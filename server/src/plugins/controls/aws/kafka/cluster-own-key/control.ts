import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';
import { kmsKeys } from '../../keyed-types.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-own-key',
  version: 1,
  title: 'MSK cluster encrypts its disks with a key of the account',
  severity: 'medium',
  category: 'encryption',
  risk: 'With the key of the service nobody can take the right to read away, set who may use it, or see each use.',
  advice: {
    console:
      'The key is chosen when the cluster is made: MSK → Create cluster → Security → Encrypt data at rest → Use customer managed key.',
    cli: 'aws kafka create-cluster-v2 --cluster-name NEW --provisioned file://provisioned.json # with "EncryptionAtRest": {"DataVolumeKMSKeyId": "KEY"}',
    terraform:
      'resource "aws_msk_cluster" "this" {\n  encryption_info {\n    encryption_at_rest_kms_key_arn = aws_kms_key.this.arn\n  }\n}',
    cloudformation: 'EncryptionInfo:\n  EncryptionAtRest:\n    DataVolumeKMSKeyId: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html'],
  resource: mskClusterType,
  reads: { keys: kmsKeys },
  equivalents: ['prowler:kafka_cluster_encryption_at_rest_uses_cmk'],
  evaluate(cluster, _subject, { keys }) {
    if (cluster.ClusterType === 'SERVERLESS')
      return notApplicable('Serverless clusters have no key of their own.', 'ClusterType');
    const arn = cluster.EncryptionInfo?.EncryptionAtRest?.DataVolumeKMSKeyId;
    const path = 'EncryptionInfo.EncryptionAtRest';
    if (arn === undefined) return fail('The cluster uses the key of the service, as by default.', path);
    const [key] = keys.by('ARN or id', arn);
    const manager = key?.configuration.KeyManager;
    if (manager === 'CUSTOMER') return pass(`The disks are encrypted with ${arn}.`, path);
    if (manager === 'AWS') return fail('The cluster uses the key of the service.', path);
    return unknown(`Whose key ${arn} is was not seen.`, path);
  },
});
