import type {
  Addon,
  Cluster,
  ClusterVersionInformation,
  Logging,
  VpcConfigResponse,
} from '@aws-sdk/client-eks';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { idInArn } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessEmpty } from '../../shapes/order.ts';
import { policyDocument } from '../../shapes/policy-document.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { eksClusterType } from './schema.ts';

export const eksClusterCollector = defineCollector<AwsSession>({
  resource: eksClusterType,
  scope: 'regional',
  lists: [{ operation: 'eks:ListClusters', permission: 'eks:ListClusters' }],
  details: [
    {
      operation: 'eks:DescribeCluster',
      permission: 'eks:DescribeCluster',
      // The list says nothing but names.
      paths: [
        'Arn',
        'Version',
        'RoleArn',
        'Endpoint',
        'ResourcesVpcConfig',
        'Logging',
        'EncryptionConfig',
        'KubernetesNetworkConfig',
        'AccessConfig',
        'ClusterSecurityGroupId',
        'OpenIdConnectIssuerUrl',
        'UpgradePolicy',
        'ZonalShiftConfig',
        'ComputeConfig',
        'StorageConfig',
        'OutpostConfig',
        'RemoteNetworkConfig',
        'ControlPlaneScalingConfig',
        'DeletionProtection',
        'Tags',
      ],
      absent: ['ResourceNotFound'],
    },
    {
      operation: 'eks:DescribeClusterVersions',
      permission: 'eks:DescribeClusterVersions',
      paths: ['VersionSupport'],
    },
    {
      operation: 'eks:DescribeAddon',
      permission: 'eks:DescribeAddon',
      paths: ['VpcCni'],
      absent: ['ResourceNotFound'],
    },
  ],
  one: (arn) => [{ operation: 'eks:ListClusters', answer: { clusters: [idInArn(arn)] } }],
  async *collect(session) {
    for await (const page of session.pages('eks', 'ListClusters', { maxResults: 100 })) {
      yield* session.mapConcurrently(page.clusters ?? [], (name) => observeCluster(session, name));
    }
  },
});

async function observeCluster(session: AwsSession, name: string) {
  const [detail, network] = await Promise.all([
    session.detail('eks', 'DescribeCluster', { name }),
    session.detail('eks', 'DescribeAddon', { clusterName: name, addonName: 'vpc-cni' }),
  ]);
  if (detail.state === 'absent') return undefined;
  const draft = draftConfiguration({ Name: name });
  const cluster = draft.take(detail)?.cluster;
  for (const [property, value] of Object.entries(cluster === undefined ? {} : properties(cluster))) {
    draft.set(property, value);
  }
  draft.put('VpcCni', network, ({ addon }) => addon && vpcCni(addon));
  if (cluster?.version !== undefined) {
    const versions = await session.detail('eks', 'DescribeClusterVersions', {
      clusterVersions: [cluster.version],
      includeAll: true,
    });
    draft.put('VersionSupport', versions, (answer) =>
      versionSupport(answer.clusterVersions, cluster.version),
    );
  }
  return observed(session, draft, {
    externalId: `arn:${session.partition}:eks:${session.region}:${session.accountId}:cluster/${name}`,
    name,
    tags: cluster?.tags,
  });
}

/** The platform version and the cluster's health are left out: AWS moves them. */
function properties(cluster: Cluster): Record<string, unknown> {
  return {
    Arn: cluster.arn,
    Version: cluster.version,
    RoleArn: cluster.roleArn,
    Endpoint: cluster.endpoint,
    ResourcesVpcConfig: cluster.resourcesVpcConfig && vpcConfig(cluster.resourcesVpcConfig),
    ClusterSecurityGroupId: cluster.resourcesVpcConfig?.clusterSecurityGroupId,
    Logging: enabledLogging(cluster.logging),
    EncryptionConfig: sortedBy(
      cluster.encryptionConfig?.map(({ provider, resources }) => ({
        Provider: propertyNames(provider),
        Resources: sorted(resources),
      })),
      (config) => [JSON.stringify(config)],
    ),
    KubernetesNetworkConfig: propertyNames(cluster.kubernetesNetworkConfig),
    AccessConfig: propertyNames(cluster.accessConfig),
    OpenIdConnectIssuerUrl: cluster.identity?.oidc?.issuer,
    UpgradePolicy: propertyNames(cluster.upgradePolicy),
    ZonalShiftConfig: propertyNames(cluster.zonalShiftConfig),
    ComputeConfig: cluster.computeConfig && {
      Enabled: cluster.computeConfig.enabled,
      NodePools: sorted(cluster.computeConfig.nodePools),
      NodeRoleArn: cluster.computeConfig.nodeRoleArn,
    },
    StorageConfig: propertyNames(cluster.storageConfig),
    OutpostConfig: propertyNames(cluster.outpostConfig),
    RemoteNetworkConfig: propertyNames(cluster.remoteNetworkConfig),
    ControlPlaneScalingConfig: propertyNames(cluster.controlPlaneScalingConfig),
    DeletionProtection: cluster.deletionProtection,
  };
}

function vpcConfig(config: VpcConfigResponse) {
  return {
    EndpointPublicAccess: config.endpointPublicAccess,
    EndpointPrivateAccess: config.endpointPrivateAccess,
    PublicAccessCidrs: sorted(config.publicAccessCidrs),
    SecurityGroupIds: sorted(config.securityGroupIds),
    SubnetIds: sorted(config.subnetIds),
    VpcId: config.vpcId,
    ControlPlaneEgressMode: config.controlPlaneEgressMode,
  };
}

/** The whole of the add-on's settings may be anything; one switch of it is about security. */
function vpcCni(addon: Addon) {
  const settings = policyDocument(addon.configurationValues);
  const isOn =
    typeof settings === 'object' && settings !== null && 'enableNetworkPolicy' in settings
      ? String(settings.enableNetworkPolicy) === 'true'
      : false;
  return { AddonVersion: addon.addonVersion, EnableNetworkPolicy: isOn };
}

function versionSupport(versions: ClusterVersionInformation[] | undefined, version: string | undefined) {
  const own = versions?.find(({ clusterVersion }) => clusterVersion === version);
  return (
    own && {
      Status: own.versionStatus,
      EndOfStandardSupportDate: own.endOfStandardSupportDate,
      EndOfExtendedSupportDate: own.endOfExtendedSupportDate,
    }
  );
}

/** The API lists types with a switch, CloudFormation only the enabled ones. */
function enabledLogging(logging: Logging | undefined) {
  const enabled = (logging?.clusterLogging ?? [])
    .filter((setup) => setup.enabled)
    .flatMap((setup) => setup.types ?? []);
  const types = sorted(enabled)?.map((Type) => ({ Type }));
  return unlessEmpty({ ClusterLogging: types && { EnabledTypes: types } });
}
