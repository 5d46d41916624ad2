import { eventsNamed, patternFor, trailAlarmControl } from '../trail-alarm.ts';

const source = 's3.amazonaws.com';
const names = [
  'PutBucketAcl',
  'PutBucketPolicy',
  'PutBucketCors',
  'PutBucketLifecycle',
  'PutBucketReplication',
  'DeleteBucketPolicy',
  'DeleteBucketCors',
  'DeleteBucketLifecycle',
  'DeleteBucketReplication',
];

export const control = trailAlarmControl({
  what: 'bucket-policy-changes',
  title: 'Somebody is told of changes of bucket policies',
  severity: 'medium',
  risk: 'A changed policy, access list or replication rule can open a bucket to the world or copy it elsewhere within seconds.',
  events: 'changes of bucket policies',
  wanted: eventsNamed(source, names),
  pattern: patternFor(source, names),
  equivalents: ['prowler:cloudwatch_log_metric_filter_for_s3_bucket_policy_changes'],
});
