import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';

export const control = defineControl({
  id: 'aws-rds-instance-enhanced-monitoring',
  version: 1,
  title: 'RDS instance reports its operating system by enhanced monitoring',
  severity: 'low',
  category: 'monitoring',
  risk: 'The usual metrics come from outside the machine. Without figures of processes and memory a hijacked or starving database is noticed late.',
  advice: {
    console: 'RDS → the instance → Modify → Monitoring → Enable enhanced monitoring, 60 seconds or less.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --monitoring-interval 60 --monitoring-role-arn ROLE --apply-immediately',
    terraform:
      'resource "aws_db_instance" "this" {\n  monitoring_interval = 60\n  monitoring_role_arn = aws_iam_role.monitoring.arn\n}',
    cloudformation: 'MonitoringInterval: 60\nMonitoringRoleArn: !GetAtt MonitoringRole.Arn',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_enhanced_monitoring_enabled'],
  evaluate(instance) {
    const seconds = instance.MonitoringInterval ?? 0;
    if (seconds > 0)
      return pass(`Figures of the operating system come every ${seconds} seconds.`, 'MonitoringInterval');
    return fail('Enhanced monitoring is off.', 'MonitoringInterval');
  },
});
