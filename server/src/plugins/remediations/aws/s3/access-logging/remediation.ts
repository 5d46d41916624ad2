import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { s3BucketType } from '../../../../providers/aws/resources/s3_bucket/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand, terraformBlock } from '../../target.ts';

type Logging = { TargetBucket: string; TargetPrefix: string };
type State = {
  LoggingEnabled: Logging | null;
  /** The bucket that most others of the region log to; null where none does. Not asked for where logging is on. */
  UsualTarget: string | null;
};

/** So many buckets of the region are asked where they log to. */
const mostAsked = 60;

async function loggingOf(session: AwsActingSession, Bucket: string) {
  const answer = await session.ask('s3', 'GetBucketLogging', { Bucket }, { gone: ['NoSuchBucket'] });
  return answer.state === 'value' ? { logging: answer.value.LoggingEnabled } : null;
}

async function usualTarget(session: AwsActingSession, without: string): Promise<string | null> {
  const answer = await session.ask('s3', 'ListBuckets', { MaxBuckets: 1000, BucketRegion: session.region });
  const names = (answer.state === 'value' ? (answer.value.Buckets ?? []) : []).flatMap(
    ({ Name }) => Name ?? [],
  );
  const counts = new Map<string, number>();
  for (const name of names.sort().slice(0, mostAsked)) {
    const target = (await loggingOf(session, name))?.logging?.TargetBucket;
    // A bucket that logs into itself writes a record about each record.
    if (target === undefined || target === name || target === without) continue;
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return best?.[0] ?? null;
}

export const remediation = defineRemediation<typeof s3BucketType, AwsActingSession, State>({
  id: 'aws-s3-access-logging',
  title: 'Log the requests to an S3 bucket',
  description:
    'Requests are recorded in the bucket that the other buckets of the region log to, under a prefix of its own. ' +
    'Where no bucket of the region logs anywhere, a person has to choose one.',
  resource: s3BucketType,
  risk: 'low',
  impact:
    'Storage of the records is charged. Requests to the bucket are neither slowed nor refused; records come within hours.',
  effortMinutes: 10,
  controls: ['aws-s3-bucket-access-logged', 'aws-s3-bucket-logs-to-another-bucket'],
  driftAttributes: ['LoggingConfiguration'],
  irreversible: null,
  permissions: { read: ['s3:GetBucketLogging', 's3:ListAllMyBuckets'], write: ['s3:PutBucketLogging'] },
  calls: { writes: ['s3:PutBucketLogging'] },

  async read(session, { name }) {
    const found = await loggingOf(session, name);
    if (found === null) return null;
    const { TargetBucket, TargetPrefix = '' } = found.logging ?? {};
    const isOn = TargetBucket !== undefined && TargetBucket !== name;
    return {
      LoggingEnabled: TargetBucket === undefined ? null : { TargetBucket, TargetPrefix },
      UsualTarget: isOn ? null : await usualTarget(session, name),
    };
  },

  plan({ LoggingEnabled, UsualTarget }, { target, baseline }) {
    if (LoggingEnabled !== null && LoggingEnabled.TargetBucket !== target.name)
      return { nothing: `Requests are logged to ${LoggingEnabled.TargetBucket}.` };
    const before = (baseline?.LoggingConfiguration ?? {}) as {
      DestinationBucketName?: string;
      LogFilePrefix?: string;
    };
    const TargetBucket = before.DestinationBucketName ?? UsualTarget;
    if (TargetBucket === null || TargetBucket === target.name)
      return {
        cannot: `No bucket of ${target.region} is logged to: make one for logs and choose it by hand.`,
      };
    const TargetPrefix = before.LogFilePrefix ?? `${target.name}/`;
    return {
      after: { LoggingEnabled: { TargetBucket, TargetPrefix }, UsualTarget: null },
      summary: `Log requests to ${target.name} in ${TargetBucket}/${TargetPrefix}`,
    };
  },

  async write(session, { name }, _from, { LoggingEnabled }) {
    await session.send('s3', 'PutBucketLogging', {
      Bucket: name,
      BucketLoggingStatus: LoggingEnabled === null ? {} : { LoggingEnabled },
    });
  },

  byHand(target, _before, { LoggingEnabled }) {
    const status = LoggingEnabled === null ? {} : { LoggingEnabled };
    return {
      cli: [
        awsCommand(
          's3api put-bucket-logging',
          target,
          ...['--bucket', target.name, '--bucket-logging-status', JSON.stringify(status)],
        ),
      ],
      terraform:
        LoggingEnabled === null
          ? null
          : terraformBlock('aws_s3_bucket_logging', {
              bucket: target.name,
              target_bucket: LoggingEnabled.TargetBucket,
              target_prefix: LoggingEnabled.TargetPrefix,
            }),
      console: `S3 → ${target.name} → Properties → Server access logging → Edit: ${LoggingEnabled === null ? 'disable' : `enable, to ${LoggingEnabled.TargetBucket}/${LoggingEnabled.TargetPrefix}`}.`,
    };
  },
});
