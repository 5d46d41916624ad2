import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { guarddutyDetectorType } from '../../../../providers/aws/resources/guardduty_detector/schema.ts';

export const control = defineControl({
  id: 'aws-guardduty-detector-no-high-findings',
  version: 1,
  title: 'No severe finding of GuardDuty is open',
  severity: 'high',
  category: 'threat-detection',
  risk: 'A severe finding says that keys, machines or data are probably in the hands of somebody else. Each day that it stays open is a day of theirs.',
  advice: {
    console: 'GuardDuty → Findings: filter by severity High and Critical, work each off, then archive it.',
    cli: 'aws guardduty list-findings --detector-id ID --finding-criteria \'{"Criterion":{"severity":{"Gte":7},"service.archived":{"Eq":["false"]}}}\'',
    terraform: 'Findings are no resources: work them off in GuardDuty.',
    cloudformation: 'Findings are no resources: work them off in GuardDuty.',
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html'],
  resource: guarddutyDetectorType,
  equivalents: ['prowler:guardduty_no_high_severity_findings'],
  evaluate(detector) {
    const open = detector.ActiveHighSeverityFindings;
    if (open === undefined)
      return unknown('How many findings are open was not told.', 'ActiveHighSeverityFindings');
    if (open === 0) return pass('No severe finding is open.', 'ActiveHighSeverityFindings');
    return fail(
      `${open === 1 ? 'One severe finding is' : `${open} severe findings are`} open.`,
      'ActiveHighSeverityFindings',
    );
  },
});
