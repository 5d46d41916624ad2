import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-security-group',
  version: 1,
  title: 'EKS cluster controls the traffic between control plane and nodes',
  severity: 'medium',
  category: 'networking',
  risk: 'Without a security group of the cluster nothing limits who talks to nodes and control plane inside the network.',
  advice: {
    console:
      'EKS → the cluster → Networking → check the cluster security group, and add one of your own for the control plane.',
    cli: 'aws eks update-cluster-config --name NAME --resources-vpc-config securityGroupIds=GROUP',
    terraform:
      'resource "aws_eks_cluster" "this" {\n  vpc_config {\n    security_group_ids = [aws_security_group.cluster.id]\n  }\n}',
    cloudformation: 'ResourcesVpcConfig:\n  SecurityGroupIds:\n    - !Ref ClusterGroup',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_cluster_network_policy_enabled'],
  evaluate(cluster) {
    const own = cluster.ClusterSecurityGroupId ?? cluster.ResourcesVpcConfig?.SecurityGroupIds?.[0];
    if (own !== undefined)
      return pass(`The security group ${own} belongs to the cluster.`, 'ClusterSecurityGroupId');
    return fail(
      'The cluster has no security group.',
      'ClusterSecurityGroupId',
      'ResourcesVpcConfig.SecurityGroupIds',
    );
  },
});
