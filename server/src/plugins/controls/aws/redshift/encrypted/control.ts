import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { redshiftClusterType } from '../../../../providers/aws/resources/redshift_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-redshift-encrypted',
  version: 1,
  title: 'Redshift cluster encrypts its data',
  severity: 'high',
  category: 'encryption',
  risk: 'A warehouse gathers the data of the whole company. Unencrypted, its disks and snapshots are readable without a key.',
  advice: {
    console: 'Redshift → Clusters → the cluster → Properties → Edit encryption → Use AWS KMS.',
    cli: 'aws redshift modify-cluster --cluster-identifier NAME --encrypted --kms-key-id KEY',
    terraform:
      'resource "aws_redshift_cluster" "this" {\n  encrypted  = true\n  kms_key_id = aws_kms_key.this.arn\n}',
    cloudformation: 'Encrypted: true\nKmsKeyId: !Ref Key',
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html'],
  resource: redshiftClusterType,
  equivalents: ['prowler:redshift_cluster_encrypted_at_rest'],
  evaluate(cluster) {
    if (cluster.Encrypted === true) return pass('The data is encrypted.', 'Encrypted');
    return fail('The data is not encrypted.', 'Encrypted');
  },
});
