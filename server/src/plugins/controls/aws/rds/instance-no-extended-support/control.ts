import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { softwareOf } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-no-extended-support',
  version: 1,
  title: 'RDS instance is not enrolled in paid extended support',
  severity: 'low',
  category: 'governance',
  risk: 'Enrolled instances stay on a major version that its makers have given up, at a growing price per hour. What was forgotten becomes expensive instead of visible.',
  advice: {
    console:
      'The enrolment is chosen when an instance is created or restored: RDS → Create database → clear "Enable RDS Extended Support". Upgrade existing instances before the end of standard support.',
    cli: 'aws rds restore-db-instance-from-db-snapshot --db-instance-identifier NEW --db-snapshot-identifier SNAPSHOT --engine-lifecycle-support open-source-rds-extended-support-disabled',
    terraform:
      'resource "aws_db_instance" "this" {\n  engine_lifecycle_support = "open-source-rds-extended-support-disabled"\n}',
    cloudformation: 'EngineLifecycleSupport: open-source-rds-extended-support-disabled',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_extended_support'],
  withoutFramework: 'Versions in extended support are patched; it is about what they cost.',
  evaluate(instance) {
    const software = softwareOf(instance.Engine);
    if (software !== 'postgres' && software !== 'mysql')
      return notApplicable(`There is no extended support for ${instance.Engine}.`, 'Engine');
    const support = instance.EngineLifecycleSupport;
    if (support === 'open-source-rds-extended-support-disabled')
      return pass('The instance is not enrolled in extended support.', 'EngineLifecycleSupport');
    return fail(
      support === undefined
        ? 'The instance is enrolled in extended support, as every one that says nothing.'
        : 'The instance is enrolled in extended support.',
      'EngineLifecycleSupport',
    );
  },
});
