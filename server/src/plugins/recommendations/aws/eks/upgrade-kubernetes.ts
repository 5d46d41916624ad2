import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { eksClusterType } from '../../../providers/aws/resources/eks_cluster/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-eks-upgrade-kubernetes',
  version: 1,
  title: 'Upgrade Kubernetes while it is supported',
  kind: 'security',
  resource: eksClusterType,
  per: 'resource',
  controls: ['aws-eks-cluster-version-supported'],
  driftAttributes: ['Version'],
  exposure: 'account',
  effortMinutes: 240,
  references: [],
  advise({ resources: [cluster] }) {
    const name = cluster.configuration.Name ?? cluster.name;
    const { Version: version, VersionSupport: support } = cluster.configuration;
    return {
      title: `Upgrade the cluster ${name}${version === undefined ? '' : ` from Kubernetes ${version}`}`,
      explanation: `${name} runs a version without standard support${support?.EndOfStandardSupportDate === undefined ? '' : ` since ${support.EndOfStandardSupportDate.slice(0, 10)}`}. In extended support the hour of the cluster costs six times as much, and at its end AWS upgrades it by itself${support?.EndOfExtendedSupportDate === undefined ? '' : ` on ${support.EndOfExtendedSupportDate.slice(0, 10)}`}.`,
      steps: [
        {
          text: 'See what would break: EKS names calls of removed APIs.',
          commands: [cli`aws eks list-insights${inRegion(cluster)} --cluster-name ${name}`],
        },
        {
          text: 'Go one minor version at a time: control plane, then add-ons, then nodes.',
          commands: [cli`aws eks describe-cluster-versions${inRegion(cluster)}`],
        },
        { text: 'Try it in a test cluster with the same manifests.' },
      ],
      impact: 'Known flaws of Kubernetes are mended, and the surcharge ends.',
      sideEffects: [
        'Nodes are replaced: workloads need more than one replica.',
        'A version cannot be taken back.',
      ],
    };
  },
  examples: [
    {
      title: 'an old cluster',
      resources: [
        {
          name: 'legacy',
          configuration: {
            Name: 'legacy',
            Version: '1.27',
            VersionSupport: { EndOfStandardSupportDate: '2024-07-24T00:00:00Z' },
          },
          fails: ['aws-eks-cluster-version-supported'],
        },
      ],
      says: ['from Kubernetes 1.27', 'since 2024-07-24', '--cluster-name legacy'],
    },
  ],
});
