import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecrRepositoryType } from '../../../../providers/aws/resources/ecr_repository/schema.ts';

export const control = defineControl({
  id: 'aws-ecr-repository-encrypted-with-kms',
  version: 1,
  title: 'ECR repository is encrypted with a KMS key',
  severity: 'low',
  category: 'encryption',
  risk: 'With keys of S3, which is the default, access to the image layers cannot be limited or followed by key. A KMS key can be audited and revoked.',
  advice: {
    console:
      'The encryption of a repository cannot be changed: create a new one with AWS KMS, copy the images and delete the old one.',
    cli: 'aws ecr create-repository --repository-name NAME --encryption-configuration encryptionType=KMS,kmsKey=KEY_ARN',
    terraform:
      'resource "aws_ecr_repository" "this" {\n  encryption_configuration {\n    encryption_type = "KMS"\n    kms_key         = aws_kms_key.this.arn\n  }\n}',
    cloudformation: 'EncryptionConfiguration:\n  EncryptionType: KMS\n  KmsKey: !GetAtt Key.Arn',
  },
  references: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html'],
  resource: ecrRepositoryType,
  equivalents: [],
  withoutFramework: 'Own rule: no check that we map asks for a KMS key of a repository.',
  evaluate(repository) {
    const type = repository.EncryptionConfiguration?.EncryptionType ?? 'AES256';
    if (type === 'KMS' || type === 'KMS_DSSE')
      return pass(
        `Images are encrypted with the KMS key ${repository.EncryptionConfiguration?.KmsKey ?? 'aws/ecr'}.`,
        'EncryptionConfiguration',
      );
    return fail('Images are encrypted with keys of S3, which is the default.', 'EncryptionConfiguration');
  },
});
