import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { cloudtrailTrailType } from '../../../providers/aws/resources/cloudtrail_trail/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-cloudtrail-secure-trail',
  version: 1,
  title: 'Make a trail complete and verifiable',
  kind: 'security',
  resource: cloudtrailTrailType,
  per: 'resource',
  controls: [
    'log-validation',
    'encrypted-with-kms',
    'delivers-to-bucket',
    'delivers-to-cloudwatch',
    'insights',
  ].map((rule) => `aws-cloudtrail-trail-${rule}`),
  driftAttributes: [
    'IsLogging',
    'IsMultiRegionTrail',
    'EnableLogFileValidation',
    'KMSKeyId',
    'EventSelectors',
    'AdvancedEventSelectors',
    'IncludeGlobalServiceEvents',
    'CloudWatchLogsLogGroupArn',
    'S3BucketName',
  ],
  exposure: 'account',
  effortMinutes: 40,
  references: [],
  advise({ resources: [trail] }) {
    const name = trail.configuration.TrailName ?? trail.name;
    const { fails } = trail;
    const stopped = trail.configuration.IsLogging === false;
    return {
      title: stopped ? `Start the trail ${name} again` : `Make the trail ${name} complete and verifiable`,
      explanation:
        `${stopped ? `${name} does not record: whatever happens meanwhile leaves no trace. ` : ''}` +
        `${fails.size + trail.drifts.length > 1 ? `${counted(fails.size + trail.drifts.length, 'finding')} concern the same trail. ` : ''}` +
        'Whoever breaks in looks for the trail first. It must run, its files must not be changed unnoticed, and somebody must hear of it.',
      steps: [
        ...(stopped
          ? [
              {
                text: 'Start it now, and find in the trail who stopped it: that call is the last record.',
                commands: [cli`aws cloudtrail start-logging${inRegion(trail)} --name ${name}`],
              },
            ]
          : []),
        ...(fails.has('aws-cloudtrail-trail-log-validation') ||
        trail.configuration.EnableLogFileValidation === false
          ? [
              {
                text: 'Make its files verifiable.',
                commands: [
                  cli`aws cloudtrail update-trail${inRegion(trail)} --name ${name} --enable-log-file-validation`,
                ],
              },
            ]
          : []),
        ...(trail.configuration.IsMultiRegionTrail === false
          ? [
              {
                text: 'Let it record all regions.',
                commands: [
                  cli`aws cloudtrail update-trail${inRegion(trail)} --name ${name} --is-multi-region-trail --include-global-service-events`,
                ],
              },
            ]
          : []),
        ...(fails.has('aws-cloudtrail-trail-delivers-to-bucket')
          ? [
              {
                text: 'Mend the delivery: see the error and the policy of the bucket.',
                commands: [cli`aws cloudtrail get-trail-status${inRegion(trail)} --name ${name}`],
              },
            ]
          : []),
        ...(fails.has('aws-cloudtrail-trail-encrypted-with-kms')
          ? [
              {
                text: 'Encrypt the files with a key whose policy lets CloudTrail use it; set it by update-trail --kms-key-id.',
              },
            ]
          : []),
        ...(fails.has('aws-cloudtrail-trail-insights')
          ? [
              {
                text: 'Look for unusual activity.',
                commands: [
                  cli`aws cloudtrail put-insight-selectors${inRegion(trail)} --trail-name ${name} --insight-selectors ${JSON.stringify([{ InsightType: 'ApiCallRateInsight' }])}`,
                ],
              },
            ]
          : []),
        {
          text: 'Deliver the events to CloudWatch Logs too, so that alarms can look at them, and read the state back.',
          commands: [cli`aws cloudtrail get-trail${inRegion(trail)} --name ${name}`],
        },
      ],
      impact: 'The record has no gaps and can be trusted in court.',
      sideEffects: fails.has('aws-cloudtrail-trail-encrypted-with-kms')
        ? ['Whoever reads the files needs a right on the key.']
        : [],
    };
  },
  examples: [
    {
      title: 'a stopped trail',
      resources: [
        {
          name: 'main',
          configuration: { TrailName: 'main', IsLogging: false },
          drifts: [{ attribute: 'IsLogging', summary: 'stopped' }],
        },
      ],
      says: ['Start the trail main again', 'start-logging --region us-east-1 --name main'],
    },
    {
      title: 'a trail without validation',
      resources: [
        {
          name: 'main',
          configuration: { TrailName: 'main', IsLogging: true },
          fails: ['aws-cloudtrail-trail-log-validation', 'aws-cloudtrail-trail-insights'],
        },
      ],
      says: ['--enable-log-file-validation', '2 findings', 'put-insight-selectors'],
    },
  ],
});
