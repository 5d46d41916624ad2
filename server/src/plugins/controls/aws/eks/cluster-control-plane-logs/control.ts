import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

const wanted = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export const control = defineControl({
  id: 'aws-eks-cluster-control-plane-logs',
  version: 1,
  title: 'EKS cluster writes all five logs of its control plane',
  severity: 'medium',
  category: 'logging',
  risk: 'Without the audit and authenticator logs nobody can say who did what in the cluster; the others explain why.',
  advice: {
    console: 'EKS → the cluster → Observability → Manage logging: switch on all types.',
    cli: 'aws eks update-cluster-config --name NAME --logging \'{"clusterLogging":[{"types":["api","audit","authenticator","controllerManager","scheduler"],"enabled":true}]}\'',
    terraform:
      'resource "aws_eks_cluster" "this" {\n  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]\n}',
    cloudformation:
      'Logging:\n  ClusterLogging:\n    EnabledTypes:\n      - Type: api\n      - Type: audit\n      - Type: authenticator\n      - Type: controllerManager\n      - Type: scheduler',
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html'],
  resource: eksClusterType,
  equivalents: ['prowler:eks_control_plane_logging_all_types_enabled'],
  evaluate(cluster) {
    const on = new Set((cluster.Logging?.ClusterLogging?.EnabledTypes ?? []).map(({ Type }) => Type));
    const missing = wanted.filter((type) => !on.has(type));
    if (missing.length === 0) return pass('All five logs are written.', 'Logging');
    return fail(`Not written: ${missing.join(', ')}.`, 'Logging');
  },
});
