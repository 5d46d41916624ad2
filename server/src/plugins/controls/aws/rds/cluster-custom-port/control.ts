import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsClusterType } from '../../../../providers/aws/resources/rds_cluster/schema.ts';
import { otherFamily, usualPort } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-cluster-custom-port',
  version: 1,
  title: 'RDS cluster listens on a port other than the usual one',
  severity: 'low',
  category: 'networking',
  risk: 'Worms and scanners try the usual port of each database first. Another port keeps the noise of such attempts away from the logs; it is no protection by itself.',
  advice: {
    console: 'RDS → Databases → the cluster → Modify → Additional configuration → Database port.',
    cli: 'aws rds modify-db-cluster --db-cluster-identifier NAME --port 15432 --apply-immediately',
    terraform: 'resource "aws_rds_cluster" "this" {\n  port = 15432\n}',
    cloudformation: 'Port: 15432',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Modifying.html'],
  resource: rdsClusterType,
  equivalents: ['prowler:rds_cluster_non_default_port'],
  withoutFramework:
    'Another port makes searching harder and closes nothing; no framework that is shipped asks for it.',
  evaluate(cluster) {
    const other = otherFamily(cluster, 'RDS');
    if (other !== undefined) return other;
    if (cluster.Port === undefined) return unknown('RDS does not say the port.', 'Port');
    if (cluster.Port === usualPort(cluster.Engine))
      return fail(
        `The cluster listens on ${cluster.Port}, the usual port of ${cluster.Engine}.`,
        'Port',
        'Engine',
      );
    return pass(`The cluster listens on ${cluster.Port}.`, 'Port', 'Engine');
  },
});
