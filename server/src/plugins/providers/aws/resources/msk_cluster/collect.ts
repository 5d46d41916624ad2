import type {
  BrokerNodeGroupInfo,
  Cluster,
  EncryptionInfo,
  Provisioned,
  Serverless,
} from '@aws-sdk/client-kafka';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { propertyNames } from '../../shapes/property-names.ts';
import { mskClusterType } from './schema.ts';

export const mskClusterCollector = defineCollector<AwsSession>({
  resource: mskClusterType,
  scope: 'regional',
  lists: [{ operation: 'kafka:ListClustersV2', permission: 'kafka:ListClustersV2' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('kafka', 'ListClustersV2', { MaxResults: 100 })) {
      for (const cluster of page.ClusterInfoList ?? []) yield observeCluster(session, cluster);
    }
  },
});

// Left out because they move by themselves: State, CurrentVersion (counts changes), connection strings.
function observeCluster(session: AwsSession, cluster: Cluster): ObservedResource {
  const name = cluster.ClusterName ?? '';
  const arn =
    cluster.ClusterArn ||
    `arn:${session.partition}:kafka:${session.region}:${session.accountId}:cluster/${name}`;
  const draft = draftConfiguration({
    ClusterName: name,
    Arn: arn,
    ClusterType: cluster.ClusterType,
    ...(cluster.Provisioned && provisioned(cluster.Provisioned)),
    ...(cluster.Serverless && serverless(cluster.Serverless)),
  });
  return observed(session, draft, { externalId: arn, name, tags: cluster.Tags });
}

function provisioned(from: Provisioned) {
  const { ClientAuthentication: clients } = from;
  return {
    KafkaVersion: from.CurrentBrokerSoftwareInfo?.KafkaVersion,
    NumberOfBrokerNodes: from.NumberOfBrokerNodes,
    BrokerNodeGroupInfo: from.BrokerNodeGroupInfo && brokers(from.BrokerNodeGroupInfo),
    EncryptionInfo: from.EncryptionInfo && encryption(from.EncryptionInfo),
    ClientAuthentication: clients && {
      Sasl: propertyNames(clients.Sasl),
      Tls: clients.Tls && {
        Enabled: clients.Tls.Enabled,
        CertificateAuthorityArnList: sorted(clients.Tls.CertificateAuthorityArnList),
      },
      Unauthenticated: clients.Unauthenticated,
    },
    EnhancedMonitoring: from.EnhancedMonitoring,
    OpenMonitoring: from.OpenMonitoring,
    LoggingInfo: from.LoggingInfo,
    StorageMode: from.StorageMode,
  };
}

function brokers(from: BrokerNodeGroupInfo) {
  return {
    BrokerAZDistribution: from.BrokerAZDistribution,
    InstanceType: from.InstanceType,
    ClientSubnets: sorted(from.ClientSubnets),
    SecurityGroups: sorted(from.SecurityGroups),
    ConnectivityInfo: from.ConnectivityInfo,
    StorageInfo: from.StorageInfo,
  };
}

function encryption({ EncryptionAtRest: rest, EncryptionInTransit: transit }: EncryptionInfo) {
  return {
    EncryptionAtRest: rest && { DataVolumeKMSKeyId: rest.DataVolumeKMSKeyId },
    EncryptionInTransit: transit && { ClientBroker: transit.ClientBroker, InCluster: transit.InCluster },
  };
}

function serverless(from: Serverless) {
  return {
    VpcConfigs: from.VpcConfigs?.map(({ SubnetIds, SecurityGroupIds }) => ({
      SubnetIds: sorted(SubnetIds),
      SecurityGroupIds: sorted(SecurityGroupIds),
    })),
    ClientAuthentication: from.ClientAuthentication && { Sasl: from.ClientAuthentication.Sasl },
  };
}
