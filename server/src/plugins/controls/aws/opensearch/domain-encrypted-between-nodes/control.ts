import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-encrypted-between-nodes',
  version: 1,
  title: 'OpenSearch domain encrypts what its nodes exchange',
  severity: 'high',
  category: 'encryption',
  risk: 'Nodes copy all documents among each other. Unencrypted, one listening machine in the network reads everything.',
  advice: {
    console: 'OpenSearch → the domain → Security configuration → Edit → Node-to-node encryption.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --node-to-node-encryption-options Enabled=true',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  node_to_node_encryption {\n    enabled = true\n  }\n}',
    cloudformation: 'NodeToNodeEncryptionOptions:\n  Enabled: true',
  },
  references: ['https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html'],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_node_to_node_encryption_enabled'],
  evaluate(domain) {
    if (domain.NodeToNodeEncryptionOptions?.Enabled === true)
      return pass('Nodes exchange data encrypted.', 'NodeToNodeEncryptionOptions');
    return fail('Nodes exchange data in the clear.', 'NodeToNodeEncryptionOptions');
  },
});
