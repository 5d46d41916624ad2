import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-secrets-encrypted',
  version: 1,
  title: 'EKS cluster encrypts its secrets with a key of the account',
  severity: 'medium',
  category: 'encryption',
  risk: 'Kubernetes secrets are passwords and keys in plain text. With a key of your own a stolen copy of the store is worthless, and each use is in the trail.',
  advice: {
    console:
      'EKS → the cluster → Overview → Secrets encryption → Enable, and choose a key. It cannot be switched off again.',
    cli: 'aws eks associate-encryption-config --cluster-name NAME --encryption-config \'[{"resources":["secrets"],"provider":{"keyArn":"KEY"}}]\'',
    terraform:
      'resource "aws_eks_cluster" "this" {\n  encryption_config {\n    resources = ["secrets"]\n    provider {\n      key_arn = aws_kms_key.this.arn\n    }\n  }\n}',
    cloudformation:
      'EncryptionConfig:\n  - Resources:\n      - secrets\n    Provider:\n      KeyArn: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_cluster_kms_cmk_encryption_in_secrets_enabled'],
  evaluate(cluster) {
    const own = (cluster.EncryptionConfig ?? []).find(
      ({ Resources, Provider }) => Resources?.includes('secrets') === true && Provider?.KeyArn !== undefined,
    );
    if (own !== undefined)
      return pass(`Secrets are encrypted with ${own.Provider?.KeyArn}.`, 'EncryptionConfig');
    return fail('Secrets are not encrypted with a key of the account.', 'EncryptionConfig');
  },
});
