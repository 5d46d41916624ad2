import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ssmManagedInstanceType } from '../../../../providers/aws/resources/ssm_managed_instance/schema.ts';

export const control = defineControl({
  id: 'aws-ssm-instance-associations-compliant',
  version: 1,
  title: 'Managed instance has the state that its associations ask for',
  severity: 'medium',
  category: 'compute',
  risk: 'An association that fails leaves a machine other than everybody believes: without the agent, the setting or the update that it should bring.',
  advice: {
    console:
      'Systems Manager → State Manager → the association → Execution history: read the output, correct the cause, Apply association now.',
    cli: 'aws ssm start-associations-once --association-ids ASSOCIATION_ID',
    terraform:
      'resource "aws_ssm_association" "this" {\n  name                = "AWS-GatherSoftwareInventory"\n  compliance_severity = "HIGH"\n}',
    cloudformation:
      'Type: AWS::SSM::Association\nProperties:\n  Name: AWS-GatherSoftwareInventory\n  ComplianceSeverity: HIGH',
  },
  references: ['https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-about.html'],
  resource: ssmManagedInstanceType,
  equivalents: [],
  withoutFramework: 'Frameworks ask for it only in general words; none of the shipped ones names it.',
  evaluate({ Compliance: reported = [] }) {
    const at = reported.findIndex(({ ComplianceType }) => ComplianceType === 'Association');
    const associations = reported[at];
    if (associations === undefined) return notApplicable('The instance has no association.', 'Compliance');
    if (associations.Status === 'COMPLIANT')
      return pass('All associations of the instance succeeded.', `Compliance.${at}`);
    return fail(
      `${associations.NonCompliantCount ?? 'Some'} associations of the instance failed.`,
      `Compliance.${at}`,
    );
  },
});
