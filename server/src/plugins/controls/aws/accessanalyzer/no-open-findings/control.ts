import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { accessAnalyzerType } from '../../../../providers/aws/resources/access_analyzer/schema.ts';

export const control = defineControl({
  id: 'aws-accessanalyzer-no-open-findings',
  version: 1,
  title: 'Access Analyzer has no open findings',
  severity: 'medium',
  category: 'threat-detection',
  risk: 'Each open finding is a resource that somebody outside can reach and that nobody has looked at: either it is meant and should be archived, or it is an open door.',
  advice: {
    console:
      'IAM → Access Analyzer → Findings: close the access, or archive what is meant, by a rule where it is always meant.',
    cli: 'aws accessanalyzer list-findings-v2 --analyzer-arn ARN --filter \'{"status":{"eq":["ACTIVE"]}}\'',
    terraform:
      'resource "aws_accessanalyzer_archive_rule" "meant" {\n  analyzer_name = aws_accessanalyzer_analyzer.this.analyzer_name\n  rule_name     = "meant"\n  filter {\n    criteria = "principal.AWS"\n    eq       = ["444455556666"]\n  }\n}',
    cloudformation:
      'ArchiveRules:\n  - RuleName: meant\n    Filter:\n      - Property: principal.AWS\n        Eq:\n          - "444455556666"',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html'],
  resource: accessAnalyzerType,
  equivalents: ['prowler:accessanalyzer_enabled_without_findings'],
  evaluate(it) {
    if (it.Type !== 'ACCOUNT' && it.Type !== 'ORGANIZATION')
      return notApplicable('The analyzer does not look for access from outside.', 'Type');
    if (it.Status !== 'ACTIVE')
      return notApplicable(`The analyzer is ${(it.Status ?? 'not active').toLowerCase()}.`, 'Status');
    const open = it.Findings?.TotalActive;
    if (open === undefined) return unknown('How many findings are open is not known.');
    if (open > 0)
      return fail(`${open} ${open === 1 ? 'finding is' : 'findings are'} open.`, 'Findings.TotalActive');
    return pass('No finding is open.', 'Findings.TotalActive');
  },
});
