import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-network-policies',
  version: 1,
  title: 'EKS cluster enforces Kubernetes network policies',
  severity: 'medium',
  category: 'networking',
  risk: 'Without network policies every pod talks to every other: one hijacked container reaches all services of the cluster.',
  advice: {
    console:
      'EKS → the cluster → Add-ons → Amazon VPC CNI → Edit → Configuration values: {"enableNetworkPolicy": "true"}.',
    cli: 'aws eks update-addon --cluster-name NAME --addon-name vpc-cni --configuration-values \'{"enableNetworkPolicy":"true"}\' --resolve-conflicts PRESERVE',
    terraform:
      'resource "aws_eks_addon" "vpc_cni" {\n  cluster_name         = aws_eks_cluster.this.name\n  addon_name           = "vpc-cni"\n  configuration_values = jsonencode({ enableNetworkPolicy = "true" })\n}',
    cloudformation: 'AddonName: vpc-cni\nConfigurationValues: \'{"enableNetworkPolicy":"true"}\'',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_cluster_network_policy_enabled'],
  evaluate(cluster) {
    const cni = cluster.VpcCni;
    if (cni === undefined)
      return unknown(
        'EKS does not manage the network add-on, so nobody sees whether policies are enforced.',
        'VpcCni',
      );
    if (cni.EnableNetworkPolicy === true) return pass('The network add-on enforces policies.', 'VpcCni');
    return fail('The network add-on does not enforce policies.', 'VpcCni');
  },
});
