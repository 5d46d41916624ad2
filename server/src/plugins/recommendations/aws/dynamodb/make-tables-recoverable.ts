import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { dynamodbTableType } from '../../../providers/aws/resources/dynamodb_table/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-dynamodb-make-tables-recoverable',
  version: 1,
  title: 'Make tables recoverable',
  kind: 'performance',
  resource: dynamodbTableType,
  per: 'account',
  controls: [
    'aws-dynamodb-table-recoverable-to-any-moment',
    'aws-dynamodb-table-protected-from-deletion',
    'aws-dynamodb-table-in-backup-plan',
  ],
  driftAttributes: ['PointInTimeRecoverySpecification', 'DeletionProtectionEnabled'],
  exposure: 'account',
  effortMinutes: 20,
  references: [],
  advise({ resources, total }) {
    const moments = resources.filter(({ fails }) =>
      fails.has('aws-dynamodb-table-recoverable-to-any-moment'),
    );
    const deletable = resources.filter(({ fails }) =>
      fails.has('aws-dynamodb-table-protected-from-deletion'),
    );
    return {
      title: `Make ${counted(total, 'table')} recoverable`,
      explanation: `A wrong write or a wrong call costs the content of ${listed(
        resources.map(({ name }) => name),
        total,
      )}. Recovery to any second of the last 35 days and protection from deletion are two switches that interrupt nothing.`,
      steps: [
        ...(moments.length > 0
          ? [
              {
                text: 'Switch recovery to any moment on.',
                commands: forEach(
                  moments,
                  (table) =>
                    cli`aws dynamodb update-continuous-backups${inRegion(table)} --table-name ${table.configuration.TableName ?? table.name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true`,
                ),
              },
            ]
          : []),
        ...(deletable.length > 0
          ? [
              {
                text: 'Protect from deletion.',
                commands: forEach(
                  deletable,
                  (table) =>
                    cli`aws dynamodb update-table${inRegion(table)} --table-name ${table.configuration.TableName ?? table.name} --deletion-protection-enabled`,
                ),
              },
            ]
          : []),
        {
          text: 'Let a plan of AWS Backup keep what must last longer than 35 days.',
          commands: forEach(
            resources,
            (table) =>
              cli`aws dynamodb describe-continuous-backups${inRegion(table)} --table-name ${table.configuration.TableName ?? table.name}`,
          ),
        },
      ],
      impact: 'The state of any second of the last 35 days can be brought back.',
      sideEffects: ['Recovery is charged by the size of the table.'],
    };
  },
  examples: [
    {
      title: 'a bare table',
      resources: [
        {
          name: 'carts',
          configuration: { TableName: 'carts' },
          fails: [
            'aws-dynamodb-table-recoverable-to-any-moment',
            'aws-dynamodb-table-protected-from-deletion',
          ],
        },
      ],
      says: ['--table-name carts --point-in-time', '--deletion-protection-enabled'],
    },
  ],
});
