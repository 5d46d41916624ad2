import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import { clusterCalls, clusterPermissions, readCluster, updateCluster } from '../update.ts';

const all = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;
type Kind = (typeof all)[number];
type Logging = { EnabledTypes: string[] };

/** What EKS is told: the kinds to switch on and those to switch off. */
const setup = ({ EnabledTypes }: Logging) => {
  const [on, off] = [
    all.filter((type) => EnabledTypes.includes(type)),
    all.filter((type) => !EnabledTypes.includes(type)),
  ];
  return [
    ...(on.length > 0 ? [{ types: on as Kind[], enabled: true }] : []),
    ...(off.length > 0 ? [{ types: off as Kind[], enabled: false }] : []),
  ];
};

export const remediation = defineSetting<typeof eksClusterType, Logging>({
  id: 'aws-eks-control-plane-logs',
  title: 'Write all five logs of the control plane of an EKS cluster',
  description:
    'The API, the audit log, the authenticator, the controller manager and the scheduler write to CloudWatch Logs. ' +
    'Logs of workloads are not concerned.',
  resource: eksClusterType,
  risk: 'low',
  impact:
    'Ingestion and storage of the logs are charged; the audit log of a busy cluster is the largest part.',
  effortMinutes: 5,
  controls: ['aws-eks-cluster-control-plane-logs'],
  attribute: 'Logging',
  permissions: clusterPermissions,
  calls: clusterCalls,
  async read(session, { name }) {
    const cluster = await readCluster(session, name);
    if (cluster === undefined) return null;
    const enabled = (cluster.logging?.clusterLogging ?? []).filter((one) => one.enabled === true);
    return { value: { EnabledTypes: enabled.flatMap(({ types }) => types ?? []).sort() } };
  },
  plan({ EnabledTypes }, { target }) {
    const missing = all.filter((type) => !EnabledTypes.includes(type));
    if (missing.length === 0) return { nothing: 'All five logs are written.' };
    return {
      to: { EnabledTypes: [...EnabledTypes, ...missing].sort() },
      summary: `Write the logs ${missing.join(', ')} of ${target.name}`,
    };
  },
  write: (session, { name }, logging) =>
    updateCluster(session, name, { logging: { clusterLogging: setup(logging) } }),
  byHand: (target, logging) => ({
    cli: [
      awsCommand(
        'eks update-cluster-config',
        target,
        ...['--name', target.name, '--logging', JSON.stringify({ clusterLogging: setup(logging) })],
      ),
    ],
    terraform: `# In the aws_eks_cluster ${target.name}:\nenabled_cluster_log_types = ${JSON.stringify(logging.EnabledTypes)}`,
    console: `EKS → Clusters → ${target.name} → Observability → Manage logging: ${logging.EnabledTypes.join(', ') || 'none'}.`,
  }),
});
