import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-encrypted-at-rest',
  version: 1,
  title: 'OpenSearch domain encrypts its data at rest',
  severity: 'high',
  category: 'encryption',
  risk: 'Indexes, logs and snapshots of an unencrypted domain are readable for whoever gets hold of a disk or a copy.',
  advice: {
    console: 'OpenSearch → the domain → Security configuration → Edit → Encryption of data at rest.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --encryption-at-rest-options Enabled=true,KmsKeyId=KEY',
    terraform: 'resource "aws_opensearch_domain" "this" {\n  encrypt_at_rest {\n    enabled = true\n  }\n}',
    cloudformation: 'EncryptionAtRestOptions:\n  Enabled: true',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_encryption_at_rest_enabled'],
  evaluate(domain) {
    if (domain.EncryptionAtRestOptions?.Enabled === true)
      return pass('Data at rest is encrypted.', 'EncryptionAtRestOptions');
    return fail('Data at rest is not encrypted.', 'EncryptionAtRestOptions');
  },
});
