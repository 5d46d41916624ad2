import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ssmManagedInstanceType } from '../../../../providers/aws/resources/ssm_managed_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ssm-instance-patches-compliant',
  version: 1,
  title: 'Managed instance has all its patches',
  severity: 'high',
  category: 'compute',
  risk: 'Holes for which a fix exists are the ones that are used. A machine behind its baseline has them open although the work was done already by the vendor.',
  advice: {
    console:
      'Systems Manager → Patch Manager → Patch now, or a maintenance window with AWS-RunPatchBaseline (Install) for the patch group.',
    cli: 'aws ssm send-command --document-name AWS-RunPatchBaseline --parameters Operation=Install --targets Key=InstanceIds,Values=INSTANCE_ID',
    terraform:
      'resource "aws_ssm_association" "patch" {\n  name                = "AWS-RunPatchBaseline"\n  schedule_expression = "cron(0 3 ? * SUN *)"\n  parameters = {\n    Operation = "Install"\n  }\n}',
    cloudformation:
      'Type: AWS::SSM::Association\nProperties:\n  Name: AWS-RunPatchBaseline\n  ScheduleExpression: cron(0 3 ? * SUN *)\n  Parameters:\n    Operation: [Install]',
  },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager.html'],
  resource: ssmManagedInstanceType,
  equivalents: ['prowler:ssm_managed_compliant_patching'],
  evaluate({ Compliance: reported = [] }) {
    const at = reported.findIndex(({ ComplianceType }) => ComplianceType === 'Patch');
    const patches = reported[at];
    if (patches === undefined)
      return fail('No patch compliance was ever reported: the instance is not scanned.', 'Compliance');
    if (patches.Status === 'COMPLIANT')
      return pass('All patches of the baseline are installed.', `Compliance.${at}`);
    return fail(
      `${patches.NonCompliantCount ?? 'Some'} patches are missing, the worst of severity ${patches.OverallSeverity?.toLowerCase() ?? 'unspecified'}.`,
      `Compliance.${at}`,
    );
  },
});
