import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-run-in-two-zones',
  version: 1,
  title: 'Run a database in two zones',
  kind: 'performance',
  resource: rdsInstanceType,
  per: 'account',
  controls: ['aws-rds-instance-multi-az'],
  driftAttributes: ['MultiAZ'],
  exposure: 'account',
  effortMinutes: 30,
  references: [],
  advise({ resources, total }) {
    return {
      title: `Run ${counted(total, 'database')} in two zones`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'is' : 'are'} away as long as ${total === 1 ? 'its' : 'their'} zone or machine is, and during each maintenance. A standby takes over within a minute or two. It costs a second instance, so it is for what production waits for.`,
      steps: [
        { text: 'Leave out what is for tests; accept it as an exception.' },
        {
          text: 'Add the standby.',
          commands: forEach(
            resources,
            (database) =>
              cli`aws rds modify-db-instance${inRegion(database)} --db-instance-identifier ${database.configuration.DBInstanceIdentifier ?? database.name} --multi-az`,
          ),
        },
        {
          text: 'Try a failover once, and see that clients connect again by themselves.',
          commands: forEach(
            resources,
            (database) =>
              cli`aws rds reboot-db-instance${inRegion(database)} --db-instance-identifier ${database.configuration.DBInstanceIdentifier ?? database.name} --force-failover`,
          ),
        },
      ],
      impact: 'The loss of a zone costs a minute or two.',
      sideEffects: ['The instance and its storage are charged twice.', 'Writes take a little longer.'],
    };
  },
  examples: [
    {
      title: 'a database of one zone',
      resources: [
        {
          name: 'main',
          configuration: { DBInstanceIdentifier: 'main' },
          fails: ['aws-rds-instance-multi-az'],
        },
      ],
      says: ['--db-instance-identifier main --multi-az', '--force-failover'],
    },
  ],
});
