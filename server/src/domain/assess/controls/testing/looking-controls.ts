import { fail, notApplicable, pass } from '../../../../core/verdict.ts';
import { type AnyControl, defineControl, keyed } from '../../../../plugin-kit/define-control.ts';
import { cloudtrailTrailType } from '../../../../plugins/providers/aws/resources/cloudtrail_trail/schema.ts';
import { iamUserType } from '../../../../plugins/providers/aws/resources/iam_user/schema.ts';
import { s3BucketType } from '../../../../plugins/providers/aws/resources/s3_bucket/schema.ts';

/** For suites: controls that look at others in every way there is. */

const words = {
  version: 1,
  severity: 'low' as const,
  category: 'governance' as const,
  risk: 'Only a suite would be sorry about it, and it would be very sorry.',
  advice: { console: '', cli: '', terraform: '', cloudformation: '' },
  references: ['https://docs.aws.amazon.com/'],
  equivalents: [],
};

/** What is looked up decides what is looked up next. */
const userWithTrail = defineControl({
  ...words,
  id: 'aws-user-trail',
  title: 'A trail writes to the bucket of the user',
  resource: iamUserType,
  reads: {
    buckets: keyed(s3BucketType, { name: ({ name }) => [name] }),
    trails: keyed(cloudtrailTrailType, { S3BucketName: ({ configuration }) => [configuration.S3BucketName] }),
  },
  evaluate(_configuration, subject, { buckets, trails }) {
    const [bucket] = buckets.by('name', subject.name);
    if (bucket === undefined) return notApplicable('The user has no bucket.');
    const [trail] = trails.by('S3BucketName', bucket.name);
    if (trail === undefined) return fail('No trail writes to the bucket.');
    return bucket.configuration.VersioningConfiguration?.Status === 'Enabled'
      ? pass(`The trail ${trail.name} writes to it.`)
      : fail(`The trail ${trail.name} writes to it, and it forgets.`);
  },
});

/** Those of one region decide. */
const regionLogs = defineControl({
  ...words,
  id: 'aws-s3-region-logs',
  title: 'A trail of the region records',
  resource: s3BucketType,
  reads: { trails: cloudtrailTrailType },
  evaluate: (_configuration, _subject, { trails }) =>
    trails.some(({ configuration }) => configuration.IsLogging === true, { region: 'us-east-1' })
      ? pass('A trail of the region records.')
      : fail('No trail of the region records.'),
});

/** All decide, also those of its own type. */
const othersClosed = defineControl({
  ...words,
  id: 'aws-s3-others-closed',
  title: 'All buckets are closed',
  resource: s3BucketType,
  reads: { buckets: s3BucketType },
  evaluate(_configuration, subject, { buckets }) {
    const open = buckets.filter(
      ({ configuration }) => configuration.PublicAccessBlockConfiguration?.BlockPublicAcls !== true,
    );
    const other = open.find(({ name }) => name !== subject.name);
    return other === undefined ? pass('All others are closed.') : fail(`The bucket ${other.name} is open.`);
  },
});

/** The first of many decides and is named; then whether there is one at all. */
const firstLogs = defineControl({
  ...words,
  id: 'aws-s3-first-trail',
  title: 'A trail records what happens to the buckets',
  resource: s3BucketType,
  reads: {
    trails: keyed(cloudtrailTrailType, {
      'IsLogging and bucket': ({ configuration: { IsLogging, S3BucketName } }) => [
        `${IsLogging}`,
        `${IsLogging} ${S3BucketName}`,
      ],
    }),
    users: iamUserType,
  },
  evaluate(_configuration, subject, { trails, users }) {
    const own = trails.first('IsLogging and bucket', `true ${subject.name}`);
    if (own !== undefined) return pass(`The trail ${own.name} records into the bucket.`);
    const trail = trails.first('IsLogging and bucket', 'true');
    if (trail !== undefined) return fail(`The trail ${trail.name} records elsewhere.`);
    if (users.some(({ name }) => name === subject.name)) return fail('Its user is not recorded.');
    return users.every(({ name }) => name !== 'a')
      ? fail('Nothing is recorded.')
      : fail('Not even a is recorded.');
  },
});

export const lookingControls: readonly AnyControl[] = [userWithTrail, regionLogs, othersClosed, firstLogs];
