import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { number, struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const kinesisStreamType = defineResourceType({
  type: 'kinesis_stream',
  vendorType: 'AWS::Kinesis::Stream',
  provider: 'aws',
  title: 'Kinesis data stream',
  service: 'kinesis',
  aliases: ['kinesis', 'stream'],
  schema: z.looseObject({
    Name: text,
    Arn: text,
    RetentionPeriodHours: number,
    /** Only of a provisioned stream: an on-demand stream changes it by itself. */
    ShardCount: number,
    StreamModeDetails: struct({ StreamMode: text }),
    /** Absent when the stream is not encrypted. */
    StreamEncryption: struct({ EncryptionType: text, KeyId: text }),
    DesiredShardLevelMetrics: texts,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn'],
    createOnlyPaths: ['Name'],
    defaultPaths: { RetentionPeriodHours: 24, 'StreamModeDetails.StreamMode': 'PROVISIONED' },
    unorderedScalarPaths: ['DesiredShardLevelMetrics'],
    identityKeys: { Tags: 'Key' },
  },
});
