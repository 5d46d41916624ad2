import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { flag, number, struct, tags, text } from '../../shapes/schema-parts.ts';

/** User names, passwords and free attributes of a connection are never read. */
export const dmsEndpointType = defineResourceType({
  type: 'dms_endpoint',
  vendorType: 'AWS::DMS::Endpoint',
  provider: 'aws',
  title: 'DMS endpoint',
  service: 'dms',
  aliases: [],
  schema: z.looseObject({
    EndpointIdentifier: text,
    EndpointArn: text,
    EndpointType: text,
    EngineName: text,
    ServerName: text,
    Port: number,
    DatabaseName: text,
    SslMode: text,
    CertificateArn: text,
    KmsKeyId: text,
    MongoDbSettings: struct({ AuthType: text, AuthMechanism: text }),
    NeptuneSettings: struct({ IamAuthEnabled: flag }),
    RedisSettings: struct({ SslSecurityProtocol: text, AuthType: text }),
    KafkaSettings: struct({ SecurityProtocol: text, Broker: text }),
    S3Settings: struct({ BucketName: text, EncryptionMode: text, ServerSideEncryptionKmsKeyId: text }),
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['EndpointArn'],
    writeOnlyPaths: ['Password', 'Username', 'ExtraConnectionAttributes'],
    createOnlyPaths: ['KmsKeyId'],
    defaultPaths: { SslMode: 'none' },
    identityKeys: { Tags: 'Key' },
  },
});
