import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { opensearchDomainType } from '../../../../providers/aws/resources/opensearch_domain/schema.ts';

export const control = defineControl({
  id: 'aws-opensearch-domain-data-nodes',
  version: 1,
  title: 'OpenSearch domain has three data nodes or more in several zones',
  severity: 'medium',
  category: 'resilience',
  risk: 'With one or two nodes, or all in one zone, a single failure makes indexes unreadable or loses what was written last.',
  advice: {
    console:
      'OpenSearch → the domain → Edit cluster configuration → 3 data nodes, 2 or 3 Availability Zones.',
    cli: 'aws opensearch update-domain-config --domain-name NAME --cluster-config InstanceCount=3,ZoneAwarenessEnabled=true,ZoneAwarenessConfig={AvailabilityZoneCount=3}',
    terraform:
      'resource "aws_opensearch_domain" "this" {\n  cluster_config {\n    instance_count         = 3\n    zone_awareness_enabled = true\n  }\n}',
    cloudformation: 'ClusterConfig:\n  InstanceCount: 3\n  ZoneAwarenessEnabled: true',
  },
  references: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html',
  ],
  resource: opensearchDomainType,
  equivalents: ['prowler:opensearch_service_domains_fault_tolerant_data_nodes'],
  evaluate(domain) {
    const cluster = domain.ClusterConfig;
    const nodes = cluster?.InstanceCount ?? 1;
    if (nodes < 3)
      return fail(`The domain has ${nodes} data ${nodes === 1 ? 'node' : 'nodes'}.`, 'ClusterConfig');
    if (cluster?.ZoneAwarenessEnabled !== true && cluster?.MultiAZWithStandbyEnabled !== true)
      return fail('All data nodes are in one zone.', 'ClusterConfig');
    return pass(`${nodes} data nodes are in several zones.`, 'ClusterConfig');
  },
});
