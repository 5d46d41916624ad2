import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster, usualPort } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-custom-port',
  version: 1,
  title: 'RDS instance listens on a port other than the usual one',
  severity: 'low',
  category: 'networking',
  risk: 'Worms and scanners try the usual port of each database first. Another port keeps the noise of such attempts away from the logs; it is no protection by itself.',
  advice: {
    console: 'RDS → the instance → Modify → Connectivity → Additional configuration → Database port.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --db-port-number 15432 --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  port = 15432\n}',
    cloudformation: "Port: '15432'",
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_non_default_port'],
  withoutFramework:
    'Another port makes searching harder and closes nothing; no framework that is shipped asks for it.',
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    if (instance.Port === undefined) return unknown('RDS does not say the port.', 'Port');
    if (Number(instance.Port) === usualPort(instance.Engine))
      return fail(
        `The instance listens on ${instance.Port}, the usual port of ${instance.Engine}.`,
        'Port',
        'Engine',
      );
    return pass(`The instance listens on ${instance.Port}.`, 'Port', 'Engine');
  },
});
