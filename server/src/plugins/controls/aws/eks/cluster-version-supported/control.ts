import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-eks-cluster-version-supported',
  version: 1,
  title: 'Kubernetes version of an EKS cluster has standard support',
  severity: 'high',
  category: 'governance',
  risk: 'After the end of standard support a version costs six times as much, and after extended support EKS upgrades the cluster by itself, ready or not.',
  advice: {
    console:
      'EKS → the cluster → Upgrade version, one minor version at a time, then the nodes and the add-ons.',
    cli: 'aws eks update-cluster-version --name NAME --kubernetes-version NEXT',
    terraform: 'resource "aws_eks_cluster" "this" {\n  version = "1.34" # the next minor version\n}',
    cloudformation: "Version: '1.34' # the next minor version",
  },
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html'],
  resource: eksClusterType,
  dependsOnTime: true,
  equivalents: ['prowler:eks_cluster_uses_a_supported_version'],
  evaluate(cluster, subject) {
    const support = cluster.VersionSupport;
    const version = cluster.Version ?? 'its version';
    if (support?.EndOfStandardSupportDate === undefined)
      return unknown(`EKS does not say how long it supports ${version}.`, 'Version', 'VersionSupport');
    const day = support.EndOfStandardSupportDate.slice(0, 10);
    return Date.parse(support.EndOfStandardSupportDate) > subject.judgedAt.getTime()
      ? pass(`Standard support of ${version} ends on ${day}.`, 'Version', 'VersionSupport')
      : fail(`Standard support of ${version} ended on ${day}.`, 'Version', 'VersionSupport');
  },
});
