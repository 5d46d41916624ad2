import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-master-nodes',
  version: 1,
  title: 'OpenSearch domain has three dedicated master nodes',
  severity: 'medium',
  category: 'resilience',
  risk: 'Without three dedicated masters a busy or failing node can leave the cluster without a leader, or with two.',
  advice: {
    console: 'OpenSearch → the domain → Edit cluster configuration → Dedicated master nodes: 3.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --cluster-config DedicatedMasterEnabled=true,DedicatedMasterCount=3,DedicatedMasterType=m6g.large.search',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  cluster_config {\n    dedicated_master_enabled = true\n    dedicated_master_count   = 3\n  }\n}',
    cloudformation: 'ClusterConfig:\n  DedicatedMasterEnabled: true\n  DedicatedMasterCount: 3',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_fault_tolerant_master_nodes'],
  evaluate(domain) {
    const cluster = domain.ClusterConfig;
    if (cluster?.DedicatedMasterEnabled !== true)
      return fail('There are no dedicated master nodes.', 'ClusterConfig');
    const masters = cluster.DedicatedMasterCount ?? 0;
    return masters >= 3
      ? pass(`There are ${masters} dedicated master nodes.`, 'ClusterConfig')
      : fail(`There are ${masters} dedicated master nodes.`, 'ClusterConfig');
  },
});
