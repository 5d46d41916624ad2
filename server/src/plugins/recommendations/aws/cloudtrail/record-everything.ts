import { cli } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-cloudtrail-record-everything',
  version: 1,
  title: 'Record the API calls of the whole account',
  kind: 'security',
  resource: iamAccountType,
  per: 'resource',
  controls: [
    'multi-region-trail',
    'management-events-recorded',
    's3-object-reads-recorded',
    's3-object-writes-recorded',
    'bedrock-calls-recorded',
  ].map((rule) => `aws-cloudtrail-${rule}`),
  exposure: 'account',
  effortMinutes: 45,
  references: [],
  advise({ resources: [account] }) {
    const { accountId, fails } = account;
    const bare =
      fails.has('aws-cloudtrail-multi-region-trail') ||
      fails.has('aws-cloudtrail-management-events-recorded');
    return {
      title: bare
        ? `Record the API calls of the account ${accountId} in all regions`
        : `Record reads and writes of data in the account ${accountId}`,
      explanation: bare
        ? `No trail records everything that happens in ${accountId}. After an incident nobody can say who did what, and drift cannot be attributed to anybody.`
        : `Calls that change ${accountId} are on record, but not who reads or writes objects. It is one trail with two more selectors.`,
      steps: [
        ...(bare
          ? [
              { text: 'Keep the files in a bucket of another account, so that nobody here can delete them.' },
              {
                text: 'Create a trail of all regions with verifiable files, and start it.',
                commands: [
                  cli`aws cloudtrail create-trail --name ${`account-${accountId}`} --s3-bucket-name ${`trail-${accountId}`} --is-multi-region-trail --enable-log-file-validation`,
                  cli`aws cloudtrail start-logging --name ${`account-${accountId}`}`,
                ],
              },
            ]
          : [
              {
                text: 'See what the trails record.',
                commands: ['aws cloudtrail describe-trails', 'aws cloudtrail list-trails'],
              },
            ]),
        {
          text: 'Add data events for the buckets that hold what is sensitive; they are charged per event, so begin with those.',
        },
      ],
      impact: 'Every call has a name and a time, and the record cannot be changed unnoticed.',
      sideEffects: ['The first trail of management events is free; data events and storage are charged.'],
    };
  },
  examples: [
    {
      title: 'an account without a trail',
      resources: [
        {
          name: '111122223333',
          region: 'global',
          configuration: {},
          fails: ['aws-cloudtrail-multi-region-trail'],
        },
      ],
      says: ['create-trail --name account-111122223333', 'another account'],
    },
    {
      title: 'an account without data events',
      resources: [
        {
          name: '111122223333',
          region: 'global',
          configuration: {},
          fails: ['aws-cloudtrail-s3-object-reads-recorded'],
        },
      ],
      says: ['reads and writes of data'],
    },
  ],
});
