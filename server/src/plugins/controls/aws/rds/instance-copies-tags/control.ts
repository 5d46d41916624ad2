import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { rdsInstanceType } from '../../../../providers/aws/resources/rds_instance/schema.ts';
import { inCluster } from '../engines.ts';

export const control = defineControl({
  id: 'aws-rds-instance-copies-tags',
  version: 1,
  title: 'RDS instance copies its tags to its snapshots',
  severity: 'low',
  category: 'governance',
  risk: 'A snapshot without tags loses its owner, its class of data and the policies that go by tags. Nobody dares to delete it and nobody protects it.',
  advice: {
    console: 'RDS → the instance → Modify → Backup → Copy tags to snapshots.',
    cli: 'aws rds modify-db-instance --db-instance-identifier NAME --copy-tags-to-snapshot --apply-immediately',
    terraform: 'resource "aws_db_instance" "this" {\n  copy_tags_to_snapshot = true\n}',
    cloudformation: 'CopyTagsToSnapshot: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html'],
  resource: rdsInstanceType,
  equivalents: ['prowler:rds_instance_copy_tags_to_snapshots'],
  evaluate(instance) {
    const elsewhere = inCluster(instance);
    if (elsewhere !== undefined) return elsewhere;
    if (instance.CopyTagsToSnapshot === true)
      return pass('Snapshots get the tags of the instance.', 'CopyTagsToSnapshot');
    return fail('Snapshots do not get the tags of the instance.', 'CopyTagsToSnapshot');
  },
});
