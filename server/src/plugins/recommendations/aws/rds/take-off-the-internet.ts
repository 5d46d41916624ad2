import { cli, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-take-off-the-internet',
  version: 1,
  title: 'Take a database off the internet',
  kind: 'security',
  resource: rdsInstanceType,
  per: 'resource',
  controls: [
    'aws-rds-instance-not-public',
    'aws-rds-instance-security-group-closed',
    'aws-rds-instance-private-subnets',
    'aws-rds-instance-inside-vpc',
  ],
  driftAttributes: ['PubliclyAccessible', 'VPCSecurityGroups', 'DBSubnetGroupName'],
  exposure: (database) => (database.PubliclyAccessible === true ? 'internet' : 'account'),
  effortMinutes: 60,
  references: [],
  advise({ resources: [database] }) {
    const id = database.configuration.DBInstanceIdentifier ?? database.name;
    const groups = database.configuration.VPCSecurityGroups ?? [];
    const open = database.fails.has('aws-rds-instance-security-group-closed');
    return {
      title: `Take the database ${id} off the internet`,
      explanation:
        `${id}${database.configuration.Engine === undefined ? '' : ` (${database.configuration.Engine})`} ${database.configuration.PubliclyAccessible === true ? 'has a public address' : 'stands where the internet can reach it'}` +
        `${open ? `, and ${listed(groups)} let everybody in` : ''}. Passwords are then all that keeps strangers from the data.`,
      steps: [
        ...(open
          ? [
              {
                text: 'Close the security groups first: that works within seconds.',
                commands: forEach(
                  groups,
                  (group) =>
                    cli`aws ec2 describe-security-group-rules${inRegion(database)} --filters Name=group-id,Values=${group}`,
                ),
              },
            ]
          : []),
        {
          text: 'See who connects from outside, in the log of the database or in the flow logs, and give them a VPN or a bastion by Session Manager.',
        },
        {
          text: 'Take the public address away.',
          commands: [
            cli`aws rds modify-db-instance${inRegion(database)} --db-instance-identifier ${id} --no-publicly-accessible --apply-immediately`,
          ],
        },
        ...(database.fails.has('aws-rds-instance-private-subnets')
          ? [
              {
                text: `Move it to a subnet group of private subnets: ${database.configuration.DBSubnetGroupName ?? 'the present one'} has a route to the internet.`,
              },
            ]
          : []),
      ],
      impact: 'Only machines of your network reach the database.',
      sideEffects: [
        'Clients outside of the network lose their connection.',
        'The name of the database then leads to a private address.',
      ],
    };
  },
  examples: [
    {
      title: 'a public database',
      resources: [
        {
          name: 'orders',
          configuration: {
            DBInstanceIdentifier: 'orders',
            Engine: 'postgres',
            PubliclyAccessible: true,
            VPCSecurityGroups: ['sg-5'],
          },
          fails: ['aws-rds-instance-not-public', 'aws-rds-instance-security-group-closed'],
        },
      ],
      says: [
        'orders (postgres) has a public address',
        'Values=sg-5',
        '--db-instance-identifier orders --no-publicly-accessible',
      ],
    },
  ],
});
