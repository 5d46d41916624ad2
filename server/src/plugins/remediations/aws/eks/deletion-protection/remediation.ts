import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import { clusterCalls, clusterPermissions, readCluster, updateCluster } from '../update.ts';

export const remediation = defineSetting<typeof eksClusterType, boolean>({
  id: 'aws-eks-deletion-protection',
  title: 'Protect an EKS cluster from deletion',
  description:
    'Calls that delete the cluster are refused until somebody takes the protection off. ' +
    'Nothing else about the cluster changes.',
  resource: eksClusterType,
  risk: 'low',
  impact:
    'Pipelines and people that delete the cluster fail until they take the protection off first. ' +
    'Workloads run on without a pause.',
  effortMinutes: 5,
  controls: ['aws-eks-cluster-deletion-protection'],
  attribute: 'DeletionProtection',
  permissions: clusterPermissions,
  calls: clusterCalls,
  async read(session, { name }) {
    const cluster = await readCluster(session, name);
    return cluster === undefined ? null : { value: cluster.deletionProtection === true };
  },
  plan: (isOn, { target }) =>
    isOn
      ? { nothing: 'Deletion protection is on.' }
      : { to: true, summary: `Switch on deletion protection of ${target.name}` },
  write: (session, { name }, deletionProtection) => updateCluster(session, name, { deletionProtection }),
  byHand: (target, isOn) => ({
    cli: [
      awsCommand(
        'eks update-cluster-config',
        target,
        ...['--name', target.name, isOn ? '--deletion-protection' : '--no-deletion-protection'],
      ),
    ],
    terraform: `# In the aws_eks_cluster ${target.name}:\ndeletion_protection = ${isOn}`,
    console: `EKS → Clusters → ${target.name} → Overview → Deletion protection: ${isOn ? 'on' : 'off'}.`,
  }),
});
