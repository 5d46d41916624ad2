import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-private-endpoint',
  version: 1,
  title: 'Nodes reach the API of an EKS cluster inside the network',
  severity: 'medium',
  category: 'networking',
  risk: 'Without the private endpoint the traffic of nodes with the API leaves the network, so nodes need a way to the internet.',
  advice: {
    console: 'EKS → the cluster → Networking → Manage endpoint access → Public and private, or Private.',
    cli: 'aws eks update-cluster-config --name NAME --resources-vpc-config endpointPrivateAccess=true',
    terraform:
      'resource "aws_eks_cluster" "this" {\n  vpc_config {\n    endpoint_private_access = true\n  }\n}',
    cloudformation: 'ResourcesVpcConfig:\n  EndpointPrivateAccess: true',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_cluster_private_nodes_enabled'],
  evaluate(cluster) {
    if (cluster.ResourcesVpcConfig?.EndpointPrivateAccess === true)
      return pass('The private endpoint is on.', 'ResourcesVpcConfig.EndpointPrivateAccess');
    return fail('The private endpoint is off.', 'ResourcesVpcConfig.EndpointPrivateAccess');
  },
});
