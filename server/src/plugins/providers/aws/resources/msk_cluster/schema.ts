import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

const logs = struct({ Enabled: flag });

/** Provisioned and serverless clusters; serverless ones have the network and the authentication only. */
export const mskClusterType = defineResourceType({
  type: 'msk_cluster',
  vendorType: 'AWS::MSK::Cluster',
  provider: 'aws',
  title: 'MSK cluster',
  service: 'kafka',
  aliases: ['kafka_cluster', 'msk'],
  schema: z.looseObject({
    ClusterName: text,
    Arn: text,
    /** `PROVISIONED` or `SERVERLESS`. */
    ClusterType: text,
    KafkaVersion: text,
    NumberOfBrokerNodes: number,
    BrokerNodeGroupInfo: struct({
      InstanceType: text,
      ClientSubnets: texts,
      SecurityGroups: texts,
      ConnectivityInfo: struct({ PublicAccess: struct({ Type: text }) }),
    }),
    EncryptionInfo: struct({
      EncryptionAtRest: struct({ DataVolumeKMSKeyId: text }),
      EncryptionInTransit: struct({ ClientBroker: text, InCluster: flag }),
    }),
    ClientAuthentication: struct({
      Sasl: struct({ Iam: struct({ Enabled: flag }), Scram: struct({ Enabled: flag }) }),
      Tls: struct({ Enabled: flag, CertificateAuthorityArnList: texts }),
      Unauthenticated: struct({ Enabled: flag }),
    }),
    EnhancedMonitoring: text,
    LoggingInfo: struct({ BrokerLogs: struct({ CloudWatchLogs: logs, Firehose: logs, S3: logs }) }),
    StorageMode: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'ClusterType'],
    createOnlyPaths: ['ClusterName'],
    defaultPaths: {
      EnhancedMonitoring: 'DEFAULT',
      'EncryptionInfo.EncryptionInTransit.ClientBroker': 'TLS',
      'EncryptionInfo.EncryptionInTransit.InCluster': true,
    },
    unorderedScalarPaths: [
      'BrokerNodeGroupInfo.ClientSubnets',
      'BrokerNodeGroupInfo.SecurityGroups',
      'ClientAuthentication.Tls.CertificateAuthorityArnList',
    ],
    identityKeys: { Tags: 'Key' },
  },
});
