import { instancePorts } from '../../network-exposure/instance-ports.ts';
import { networkServices } from '../../network-exposure/services.ts';

export const control = instancePorts({
  id: 'aws-ec2-instance-elasticsearch-not-exposed',
  title: 'The internet does not reach Elasticsearch and Kibana on the instance',
  severity: 'critical',
  risk: 'Indices and dashboards of this machine are within reach of everybody, often without any login.',
  service: networkServices.elasticsearch,
  instead: 'Put the cluster behind the application, or use OpenSearch Service inside the VPC.',
  equivalents: ['prowler:ec2_instance_port_elasticsearch_kibana_exposed_to_internet'],
});
