import type { Endpoint } from '@aws-sdk/client-database-migration-service';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank } from '../../shapes/order.ts';
import { dmsEndpointType } from './schema.ts';

export const dmsEndpointCollector = defineCollector<AwsSession>({
  resource: dmsEndpointType,
  scope: 'regional',
  lists: [{ operation: 'database-migration-service:DescribeEndpoints', permission: 'dms:DescribeEndpoints' }],
  details: [
    {
      operation: 'database-migration-service:ListTagsForResource',
      permission: 'dms:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    const pages = session.pages('database-migration-service', 'DescribeEndpoints', { MaxRecords: 100 });
    for await (const page of pages) {
      yield* session.mapConcurrently(page.Endpoints ?? [], (endpoint) => observeEndpoint(session, endpoint));
    }
  },
});

async function observeEndpoint(session: AwsSession, endpoint: Endpoint): Promise<ObservedResource> {
  const name = endpoint.EndpointIdentifier ?? '';
  const arn =
    endpoint.EndpointArn ||
    `arn:${session.partition}:dms:${session.region}:${session.accountId}:endpoint:${name}`;
  const tags = await session.detail('database-migration-service', 'ListTagsForResource', {
    ResourceArn: arn,
  });
  const { MongoDbSettings: mongo, NeptuneSettings: neptune, RedisSettings: redis } = endpoint;
  const { KafkaSettings: kafka, S3Settings: s3 } = endpoint;
  const draft = draftConfiguration({
    EndpointIdentifier: name,
    EndpointArn: arn,
    EndpointType: endpoint.EndpointType?.toLowerCase(),
    EngineName: endpoint.EngineName,
    ServerName: unlessBlank(endpoint.ServerName),
    Port: endpoint.Port,
    DatabaseName: unlessBlank(endpoint.DatabaseName),
    SslMode: endpoint.SslMode,
    CertificateArn: unlessBlank(endpoint.CertificateArn),
    KmsKeyId: unlessBlank(endpoint.KmsKeyId),
    MongoDbSettings: mongo && { AuthType: mongo.AuthType, AuthMechanism: mongo.AuthMechanism },
    NeptuneSettings: neptune && { IamAuthEnabled: neptune.IamAuthEnabled },
    RedisSettings: redis && { SslSecurityProtocol: redis.SslSecurityProtocol, AuthType: redis.AuthType },
    KafkaSettings: kafka && { SecurityProtocol: kafka.SecurityProtocol, Broker: kafka.Broker },
    S3Settings: s3 && {
      BucketName: s3.BucketName,
      EncryptionMode: s3.EncryptionMode,
      ServerSideEncryptionKmsKeyId: s3.ServerSideEncryptionKmsKeyId,
    },
  });
  return observed(session, draft, { externalId: arn, name, tags: draft.take(tags)?.TagList });
}
