import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { accessAnalyzerType } from '../../../../providers/aws/resources/access_analyzer/schema.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';

export const control = defineControl({
  id: 'aws-accessanalyzer-region-watched',
  version: 1,
  title: 'Access Analyzer watches the region for access from outside',
  severity: 'low',
  category: 'threat-detection',
  risk: 'Access Analyzer finds buckets, keys, roles and queues that let other accounts or everybody in. It sees only the region it stands in: where there is none, an opening stays unseen.',
  advice: {
    console: 'IAM → Access Analyzer → Create analyzer, in each region: type "External access analysis".',
    cli: 'aws accessanalyzer create-analyzer --analyzer-name outside-access --type ACCOUNT --region REGION',
    terraform:
      'resource "aws_accessanalyzer_analyzer" "this" {\n  analyzer_name = "outside-access"\n  type          = "ACCOUNT"\n}',
    cloudformation:
      'Type: AWS::AccessAnalyzer::Analyzer\nProperties:\n  AnalyzerName: outside-access\n  Type: ACCOUNT',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html'],
  resource: ec2RegionSettingsType,
  reads: { analyzers: accessAnalyzerType },
  equivalents: ['prowler:accessanalyzer_enabled'],
  evaluate(_settings, subject, around) {
    const analyzer = around.analyzers.find(
      ({ configuration }) =>
        (configuration.Type === 'ACCOUNT' || configuration.Type === 'ORGANIZATION') &&
        configuration.Status === 'ACTIVE',
      { region: subject.region },
    );
    if (analyzer !== undefined) return pass(`The analyzer ${analyzer.name} watches ${subject.region}.`);
    return fail(`No active analyzer watches ${subject.region} for access from outside.`);
  },
});
