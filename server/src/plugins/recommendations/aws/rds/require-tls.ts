import { cli, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { rdsInstanceType } from '../../../providers/aws/resources/rds_instance/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-rds-require-tls',
  version: 1,
  title: 'Refuse database connections without TLS',
  kind: 'security',
  resource: rdsInstanceType,
  per: 'resource',
  controls: ['aws-rds-instance-tls-required', 'aws-rds-instance-certificate-current'],
  driftAttributes: ['CACertificateIdentifier', 'DBParameterGroupName'],
  exposure: 'account',
  effortMinutes: 60,
  references: [],
  advise({ resources: [database] }) {
    const id = database.configuration.DBInstanceIdentifier ?? database.name;
    const { Engine: engine = '', DBParameterGroupName: group = '' } = database.configuration;
    const parameter =
      engine.includes('postgres') || engine.includes('sqlserver')
        ? 'rds.force_ssl=1'
        : 'require_secure_transport=ON';
    const [name = '', value = ''] = parameter.split('=');
    const isDefault = group.startsWith('default.');
    const certificate = database.fails.has('aws-rds-instance-certificate-current');
    return {
      title:
        certificate && !database.fails.has('aws-rds-instance-tls-required')
          ? `Renew the certificate of the database ${id}`
          : `Refuse connections to ${id} without TLS`,
      explanation:
        `${database.fails.has('aws-rds-instance-tls-required') ? `${id} accepts connections whose passwords and data can be read on the way. ` : ''}` +
        `${certificate ? `Its certificate is of an authority that ends${database.configuration.CACertificateIdentifier === undefined ? '' : ` (${database.configuration.CACertificateIdentifier})`}; clients that check it will refuse. ` : ''}` +
        'Certificate first, then the demand for it.',
      steps: [
        { text: 'Give the present certificate bundle of RDS to all clients and let them check it.' },
        ...(certificate
          ? [
              {
                text: 'Renew the certificate of the database.',
                commands: [
                  cli`aws rds modify-db-instance${inRegion(database)} --db-instance-identifier ${id} --ca-certificate-identifier rds-ca-rsa2048-g1`,
                ],
              },
            ]
          : []),
        ...(isDefault
          ? [
              {
                text: `The group ${group} is a default one and cannot be changed: create a group of your own first and attach it.`,
              },
            ]
          : []),
        {
          text: `Set ${name} in the parameter group.`,
          commands: [
            cli`aws rds modify-db-parameter-group${inRegion(database)} --db-parameter-group-name ${isDefault ? `${id}-parameters` : group} --parameters ${`ParameterName=${name},ParameterValue=${value},ApplyMethod=pending-reboot`}`,
          ],
        },
      ],
      impact: 'Passwords and data cannot be read on the way.',
      sideEffects: [
        'Clients that do not speak TLS are refused.',
        'Some engines apply it at the next restart only.',
      ],
    };
  },
  examples: [
    {
      title: 'a PostgreSQL with the default group',
      resources: [
        {
          name: 'pg',
          configuration: {
            DBInstanceIdentifier: 'pg',
            Engine: 'postgres',
            DBParameterGroupName: 'default.postgres16',
          },
          fails: ['aws-rds-instance-tls-required'],
        },
      ],
      says: ['rds.force_ssl', 'default.postgres16', 'pg-parameters'],
    },
  ],
});
