import { cli, counted, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { eksClusterType } from '../../../providers/aws/resources/eks_cluster/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-eks-close-endpoint',
  version: 1,
  title: 'Close the API of a Kubernetes cluster',
  kind: 'security',
  resource: eksClusterType,
  per: 'resource',
  controls: [
    'aws-eks-cluster-endpoint-not-public',
    'aws-eks-cluster-private-endpoint',
    'aws-eks-cluster-control-plane-logs',
    'aws-eks-cluster-secrets-encrypted',
    'aws-eks-cluster-deletion-protection',
  ],
  driftAttributes: ['ResourcesVpcConfig', 'Logging', 'EncryptionConfig'],
  exposure: (cluster) => (cluster.ResourcesVpcConfig?.EndpointPublicAccess === true ? 'internet' : 'account'),
  effortMinutes: 60,
  references: [],
  advise({ resources: [cluster] }) {
    const name = cluster.configuration.Name ?? cluster.name;
    const { fails } = cluster;
    const ranges = cluster.configuration.ResourcesVpcConfig?.PublicAccessCidrs ?? [];
    const open =
      fails.has('aws-eks-cluster-endpoint-not-public') ||
      cluster.drifts.some(({ attribute }) => attribute === 'ResourcesVpcConfig');
    return {
      title: `${open ? 'Close the API of' : 'Harden'} the cluster ${name}`,
      explanation: `${open ? `The API of ${name} answers ${ranges.length === 0 ? 'the internet' : listed(ranges)}: a stolen token or a flaw of Kubernetes is then enough. ` : ''}${counted(fails.size + cluster.drifts.length, 'finding')} about its control plane can be met without touching the nodes.`,
      steps: [
        ...(open
          ? [
              {
                text: 'Let nodes reach the API inside the network first, and give people a VPN.',
                commands: [
                  cli`aws eks update-cluster-config${inRegion(cluster)} --name ${name} --resources-vpc-config endpointPrivateAccess=true`,
                ],
              },
              {
                text: 'Then close the public endpoint, or narrow it to your ranges with publicAccessCidrs.',
                commands: [
                  cli`aws eks update-cluster-config${inRegion(cluster)} --name ${name} --resources-vpc-config endpointPublicAccess=false,endpointPrivateAccess=true`,
                ],
              },
            ]
          : []),
        ...(fails.has('aws-eks-cluster-control-plane-logs')
          ? [
              {
                text: 'Write all five logs.',
                commands: [
                  cli`aws eks update-cluster-config${inRegion(cluster)} --name ${name} --logging ${JSON.stringify({ clusterLogging: [{ types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'], enabled: true }] })}`,
                ],
              },
            ]
          : []),
        ...(fails.has('aws-eks-cluster-secrets-encrypted')
          ? [
              {
                text: 'Encrypt secrets with a key of the account; this cannot be taken back, and the key must never be deleted.',
              },
            ]
          : []),
        {
          text: 'One change at a time: wait until the cluster is active again.',
          commands: [cli`aws eks describe-cluster${inRegion(cluster)} --name ${name} --query cluster.status`],
        },
      ],
      impact: 'Strangers cannot even knock at the control plane, and what is done there is on record.',
      sideEffects: [
        ...(open ? ['Pipelines outside of the network lose their way to the API.'] : []),
        ...(fails.has('aws-eks-cluster-control-plane-logs')
          ? ['Logs of a busy cluster are many: set a retention.']
          : []),
      ],
    };
  },
  examples: [
    {
      title: 'an open cluster',
      resources: [
        {
          name: 'prod',
          configuration: {
            Name: 'prod',
            ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ['0.0.0.0/0'] },
          },
          fails: ['aws-eks-cluster-endpoint-not-public', 'aws-eks-cluster-control-plane-logs'],
        },
      ],
      says: ['answers 0.0.0.0/0', 'endpointPublicAccess=false', 'controllerManager'],
    },
  ],
});
