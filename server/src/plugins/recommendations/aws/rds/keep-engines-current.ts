import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-keep-engines-current',
  version: 1,
  title: 'Keep database engines on supported versions',
  kind: 'security',
  resource: rdsInstanceType,
  per: 'account',
  controls: [
    'aws-rds-instance-engine-version-supported',
    'aws-rds-instance-minor-upgrades',
    'aws-rds-instance-no-extended-support',
  ],
  driftAttributes: ['AutoMinorVersionUpgrade', 'EngineVersion', 'EngineLifecycleSupport'],
  exposure: 'account',
  effortMinutes: 120,
  references: [],
  advise({ resources, total }) {
    const old = resources.filter(({ fails }) => fails.has('aws-rds-instance-engine-version-supported'));
    const manual = resources.filter(({ fails }) => fails.has('aws-rds-instance-minor-upgrades'));
    return {
      title: `Keep the engines of ${counted(total, 'database')} supported`,
      explanation:
        `${old.length > 0 ? `${listed(old.map(({ name, configuration }) => `${name} (${configuration.Engine ?? ''} ${configuration.EngineVersion ?? ''})`))} ${old.length === 1 ? 'runs' : 'run'} a version that is not offered any more. ` : ''}` +
        `${manual.length > 0 ? `${listed(manual.map(({ name }) => name))} ${manual.length === 1 ? 'does' : 'do'} not take patches by ${manual.length === 1 ? 'itself' : 'themselves'}. ` : ''}` +
        'Databases that are enrolled in extended support are charged by the core and hour when their version ends, instead of being upgraded.',
      steps: [
        ...(manual.length > 0
          ? [
              {
                text: 'Let minor versions in by themselves, in the maintenance window.',
                commands: forEach(
                  manual,
                  (database) =>
                    cli`aws rds modify-db-instance${inRegion(database)} --db-instance-identifier ${database.configuration.DBInstanceIdentifier ?? database.name} --auto-minor-version-upgrade`,
                ),
              },
            ]
          : []),
        ...(old.length > 0
          ? [
              {
                text: 'See which versions can be reached from here.',
                commands: forEach(
                  old,
                  (database) =>
                    cli`aws rds describe-db-engine-versions${inRegion(database)} --engine ${database.configuration.Engine ?? ''} --engine-version ${database.configuration.EngineVersion ?? ''} --query DBEngineVersions[].ValidUpgradeTarget[].EngineVersion`,
                ),
              },
              { text: 'Upgrade by a blue/green deployment, with a rehearsal on a copy.' },
            ]
          : []),
        {
          text: 'Leave extended support only with a date by which the upgrade is done.',
          commands: forEach(
            resources,
            (database) =>
              cli`aws rds describe-db-instances${inRegion(database)} --db-instance-identifier ${database.configuration.DBInstanceIdentifier ?? database.name}`,
          ),
        },
      ],
      impact: 'Known flaws of the engine are mended, and no surcharge begins.',
      sideEffects: ['Each upgrade restarts the database.', 'A major version can change how queries run.'],
    };
  },
  examples: [
    {
      title: 'an old engine that takes nothing by itself',
      resources: [
        {
          name: 'hr',
          configuration: { DBInstanceIdentifier: 'hr', Engine: 'mysql', EngineVersion: '5.7.38' },
          fails: ['aws-rds-instance-engine-version-supported', 'aws-rds-instance-minor-upgrades'],
        },
      ],
      says: ['hr (mysql 5.7.38)', '--auto-minor-version-upgrade', '--engine-version 5.7.38'],
    },
  ],
});
