import { fail, notApplicable, pass } from '../../../../core/verdict.ts';
import { type AnyControl, defineControl, keyed } from '../../../../plugin-kit/define-control.ts';
import type { Framework } from '../../../../plugin-kit/define-framework.ts';
import { cloudtrailTrailType } from '../../../../plugins/providers/aws/resources/cloudtrail_trail/schema.ts';
import { iamAccountType } from '../../../../plugins/providers/aws/resources/iam_account/schema.ts';
import { iamUserType } from '../../../../plugins/providers/aws/resources/iam_user/schema.ts';
import { s3BucketType } from '../../../../plugins/providers/aws/resources/s3_bucket/schema.ts';
import { sqsQueueType } from '../../../../plugins/providers/aws/resources/sqs_queue/schema.ts';

/** For suites: five controls of every kind, and two versions of a framework that uses them. */

const words = {
  version: 1,
  category: 'governance' as const,
  risk: 'Only a suite would be sorry about it, and it would be very sorry.',
  advice: { console: '', cli: '', terraform: '', cloudformation: '' },
  references: ['https://docs.aws.amazon.com/'],
  equivalents: [],
};

/** One resource decides. */
export const bucketClosed = defineControl({
  ...words,
  id: 'aws-s3-closed',
  title: 'Buckets are closed',
  severity: 'critical',
  resource: s3BucketType,
  evaluate: (configuration) =>
    configuration.PublicAccessBlockConfiguration?.BlockPublicAcls === true
      ? pass('It is closed.')
      : fail('It is open.', 'PublicAccessBlockConfiguration'),
});

/** The account decides by what is in it. */
const accountLogs = defineControl({
  ...words,
  id: 'aws-account-logs',
  title: 'A trail records',
  severity: 'high',
  resource: iamAccountType,
  reads: { trails: cloudtrailTrailType },
  evaluate: (_configuration, _subject, { trails }) =>
    trails.some(({ configuration }) => configuration.IsLogging === true)
      ? pass('A trail records.')
      : fail('No trail records.'),
});

const trailsByBucket = keyed(cloudtrailTrailType, {
  bucket: ({ configuration }) => [configuration.S3BucketName],
});

/** A resource decides by another of the account. */
const bucketOfTrail = defineControl({
  ...words,
  id: 'aws-s3-trail-bucket',
  title: 'Buckets of trails keep versions',
  severity: 'medium',
  resource: s3BucketType,
  reads: { trails: trailsByBucket },
  evaluate(configuration, subject, { trails }) {
    const mine = trails.by('bucket', subject.name);
    if (mine.length === 0) return notApplicable('No trail writes here.');
    return configuration.VersioningConfiguration?.Status === 'Enabled'
      ? pass('Versions are kept.')
      : fail(`The trail ${mine[0]?.name} writes here and versions are not kept.`);
  },
});

/** The day decides. */
const userIsNew = defineControl({
  ...words,
  id: 'aws-user-new',
  title: 'Users are new',
  severity: 'low',
  resource: iamUserType,
  dependsOnTime: true,
  evaluate(_configuration, subject) {
    const day = subject.judgedAt.toISOString().slice(0, 10);
    return day < '2026-05-10' ? pass(`New on ${day}.`) : fail('Old by now.');
  },
});

const queueEncrypted = defineControl({
  ...words,
  id: 'aws-sqs-encrypted',
  title: 'Queues are encrypted',
  severity: 'medium',
  resource: sqsQueueType,
  evaluate: (configuration) =>
    configuration.KmsMasterKeyId === undefined ? fail('Without a key.') : pass('With a key.'),
});

export const testControls: readonly AnyControl[] = [
  bucketClosed,
  accountLogs,
  bucketOfTrail,
  userIsNew,
  queueEncrypted,
];

const requirements: Framework['requirements'] = [
  { id: '1.1', title: 'Buckets are closed', category: 'one', controls: [bucketClosed.id] },
  { id: '1.2', title: 'A trail records', category: 'one', controls: [accountLogs.id] },
  { id: '1.3', title: 'Versions are kept', category: 'one', controls: [bucketOfTrail.id] },
  { id: '1.4', title: 'Queues are encrypted', category: 'two', controls: [queueEncrypted.id] },
  { id: '2.1', title: 'Somebody looks', category: 'two', controls: [], manual: 'A person must look.' },
  { id: '2.2', title: 'Nobody knows', category: 'two', controls: [] },
];

const framework = (version: string, of: Framework['requirements']): Framework => ({
  id: 'test',
  version,
  title: 'Test framework',
  publisher: 'A suite',
  provider: 'aws',
  description: 'For suites.',
  url: 'https://example.org/',
  categories: [
    { id: 'one', title: 'One' },
    { id: 'two', title: 'Two' },
  ],
  requirements: of,
});

export const testFrameworks: readonly Framework[] = [
  framework('1.0', requirements.slice(0, 2)),
  framework('2.0', requirements),
];

export const bucket = (name: string, closed: boolean, more: { versions?: boolean } = {}) => ({
  name,
  configuration: {
    BucketName: name,
    ...(closed && { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
    ...(more.versions === true && { VersioningConfiguration: { Status: 'Enabled' } }),
  },
});
