import { securityGroupPorts } from '../../network-exposure/security-group-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = securityGroupPorts({
  id: 'aws-ec2-security-group-elasticsearch-closed',
  title: 'Security group does not open Elasticsearch and Kibana to the internet',
  severity: 'high',
  risk: 'Search clusters hold copies of much data and often have no login. Open ones are indexed by search engines for devices and emptied for ransom.',
  service: networkServices.elasticsearch,
  instead: 'Put the cluster behind the application, or use OpenSearch Service inside the VPC.',
  equivalents: [
    'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_elasticsearch_kibana_9200_9300_5601',
  ],
});
