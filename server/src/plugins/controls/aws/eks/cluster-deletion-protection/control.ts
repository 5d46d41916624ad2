import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-deletion-protection',
  version: 1,
  title: 'EKS cluster is protected against deletion',
  severity: 'medium',
  category: 'resilience',
  risk: 'One call deletes the control plane with everything that runs in the cluster. With protection on, somebody has to switch it off first.',
  advice: {
    console: 'EKS → the cluster → Overview → Deletion protection → Manage: on.',
    cli: 'aws eks update-cluster-config --name NAME --deletion-protection',
    terraform: 'resource "aws_eks_cluster" "this" {\n  deletion_protection = true\n}',
    cloudformation: 'DeletionProtection: true',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_cluster_deletion_protection_enabled'],
  evaluate(cluster) {
    if (cluster.DeletionProtection === true) return pass('Deletion protection is on.', 'DeletionProtection');
    return fail('Deletion protection is off.', 'DeletionProtection');
  },
});
