import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-endpoint-not-public',
  version: 1,
  title: 'API of an EKS cluster is closed to the internet at large',
  severity: 'high',
  category: 'networking',
  risk: 'A Kubernetes API that the whole internet reaches needs one leaked token or one new hole to hand over the cluster.',
  advice: {
    console:
      'EKS → the cluster → Networking → Manage endpoint access: Private, or Public and private with your own address ranges.',
    cli: 'aws eks update-cluster-config --name NAME --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true',
    terraform:
      'resource "aws_eks_cluster" "this" {\n  vpc_config {\n    endpoint_public_access  = false\n    endpoint_private_access = true\n  }\n}',
    cloudformation: 'ResourcesVpcConfig:\n  EndpointPublicAccess: false\n  EndpointPrivateAccess: true',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_cluster_not_publicly_accessible'],
  evaluate(cluster) {
    const network = cluster.ResourcesVpcConfig;
    if (network?.EndpointPublicAccess === false)
      return pass('The API has no public endpoint.', 'ResourcesVpcConfig.EndpointPublicAccess');
    const ranges = network?.PublicAccessCidrs ?? ['0.0.0.0/0'];
    const open = ranges.find((range) => range === '0.0.0.0/0' || range === '::/0');
    if (open !== undefined)
      return fail(
        `The API answers ${open}.`,
        'ResourcesVpcConfig.EndpointPublicAccess',
        'ResourcesVpcConfig.PublicAccessCidrs',
      );
    return pass(
      `The API answers ${ranges.length} named address ranges only.`,
      'ResourcesVpcConfig.PublicAccessCidrs',
    );
  },
});
