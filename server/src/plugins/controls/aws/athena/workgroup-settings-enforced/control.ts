import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { athenaWorkgroupType } from '../../../../providers/aws/resources/athena_workgroup/schema.ts';

export const control = defineControl({
  id: 'aws-athena-workgroup-settings-enforced',
  version: 1,
  title: 'Athena work group enforces its settings on clients',
  severity: 'medium',
  category: 'governance',
  risk: 'When clients may choose, a query writes its results to a foreign bucket, without encryption and past the limit of costs.',
  advice: {
    console: 'Athena → Workgroups → the work group → Edit → Settings → Override client-side settings.',
    cli: 'aws athena update-work-group --work-group NAME --configuration-updates EnforceWorkGroupConfiguration=true',
    terraform:
      'resource "aws_athena_workgroup" "this" {\n  configuration {\n    enforce_workgroup_configuration = true\n  }\n}',
    cloudformation: 'WorkGroupConfiguration:\n  EnforceWorkGroupConfiguration: true',
  },
  references: ['https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html'],
  resource: athenaWorkgroupType,
  equivalents: ['prowler:athena_workgroup_enforce_configuration'],
  evaluate(group) {
    if (group.WorkGroupConfiguration?.EnforceWorkGroupConfiguration === true)
      return pass(
        'The settings of the work group hold for every client.',
        'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
      );
    if (group.WorkGroupConfiguration?.EnforceWorkGroupConfiguration === false)
      return fail(
        'Clients may override the settings of the work group.',
        'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
      );
    return unknown(
      'Athena does not say whether clients may override the settings.',
      'WorkGroupConfiguration',
    );
  },
});
