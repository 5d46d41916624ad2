import { eksClusterType } from '../../../../providers/aws/resources/eks_cluster/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import { clusterCalls, clusterPermissions, readCluster, updateCluster } from '../update.ts';

type Endpoint = {
  EndpointPublicAccess: boolean;
  EndpointPrivateAccess: boolean;
  /** Who is answered at the public endpoint; empty where there is none. */
  PublicAccessCidrs: string[];
};

const isOpen = (range: string) => range === '0.0.0.0/0' || range === '::/0';

export const remediation = defineSetting<typeof eksClusterType, Endpoint>({
  id: 'aws-eks-private-endpoint',
  title: 'Close the Kubernetes API of an EKS cluster to the internet',
  description:
    'The API answers inside the network of the cluster only, or the address ranges that the baseline names. ' +
    'Workloads, nodes and what people may do in the cluster stay as they are.',
  resource: eksClusterType,
  risk: 'high',
  impact:
    'Whoever uses kubectl, or deploys, from outside the network is cut off unless a VPN or a machine inside leads there. ' +
    'The change takes minutes, in which the cluster can be used.',
  effortMinutes: 30,
  controls: ['aws-eks-cluster-endpoint-not-public'],
  attribute: 'ResourcesVpcConfig',
  permissions: clusterPermissions,
  calls: clusterCalls,

  async read(session, { name }) {
    const cluster = await readCluster(session, name);
    if (cluster === undefined) return null;
    const config = cluster.resourcesVpcConfig;
    const EndpointPublicAccess = config?.endpointPublicAccess !== false;
    return {
      value: {
        EndpointPublicAccess,
        EndpointPrivateAccess: config?.endpointPrivateAccess === true,
        PublicAccessCidrs: EndpointPublicAccess
          ? [...(config?.publicAccessCidrs ?? ['0.0.0.0/0'])].sort()
          : [],
      },
    };
  },

  plan(endpoint, { target, baseline }) {
    if (!endpoint.EndpointPublicAccess) return { nothing: 'The API has no public endpoint.' };
    if (!endpoint.PublicAccessCidrs.some(isOpen))
      return { nothing: 'The API answers named address ranges only.' };
    const before = (baseline?.ResourcesVpcConfig ?? {}) as Partial<Endpoint>;
    const named = before.PublicAccessCidrs ?? [];
    if (before.EndpointPublicAccess === true && named.length > 0 && !named.some(isOpen))
      return {
        to: { ...endpoint, PublicAccessCidrs: [...named].sort() },
        summary: `Let the API of ${target.name} answer ${named.length} named address ranges only`,
      };
    // Without both endpoints nobody could reach the cluster, its own nodes included.
    return {
      to: { EndpointPublicAccess: false, EndpointPrivateAccess: true, PublicAccessCidrs: [] },
      summary: `Close the public endpoint of ${target.name}${endpoint.EndpointPrivateAccess ? '' : ' and open the private one'}`,
    };
  },

  async write(session, { name }, { EndpointPublicAccess, EndpointPrivateAccess, PublicAccessCidrs }) {
    await updateCluster(session, name, {
      resourcesVpcConfig: {
        endpointPublicAccess: EndpointPublicAccess,
        endpointPrivateAccess: EndpointPrivateAccess,
        ...(PublicAccessCidrs.length === 0 ? {} : { publicAccessCidrs: PublicAccessCidrs }),
      },
    });
  },

  byHand(target, { EndpointPublicAccess, EndpointPrivateAccess, PublicAccessCidrs: ranges }) {
    const config = [
      `endpointPublicAccess=${EndpointPublicAccess}`,
      `endpointPrivateAccess=${EndpointPrivateAccess}`,
      ...(ranges.length === 0 ? [] : [`publicAccessCidrs=${JSON.stringify(ranges)}`]),
    ].join(',');
    return {
      cli: [
        awsCommand(
          'eks update-cluster-config',
          target,
          ...['--name', target.name, '--resources-vpc-config', config],
        ),
      ],
      terraform: `# In the vpc_config of the aws_eks_cluster ${target.name}:\nendpoint_public_access  = ${EndpointPublicAccess}\nendpoint_private_access = ${EndpointPrivateAccess}`,
      console: `EKS → Clusters → ${target.name} → Networking → Manage endpoint access: ${EndpointPublicAccess ? `public and private, for ${ranges.join(', ')}` : 'private'}.`,
    };
  },
});
