import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-webhook-filtered',
  version: 1,
  title: 'Webhook of a CodeBuild project starts builds for chosen events only',
  severity: 'medium',
  category: 'governance',
  risk: 'Without filters every push and every pull request of strangers starts a build with the rights of the project.',
  advice: {
    console:
      'CodeBuild → the project → Edit source → Primary source webhook events → Add filter group: events and accounts.',
    cli: 'aws codebuild update-webhook --project-name NAME --filter-groups \'[[{"type":"EVENT","pattern":"PUSH"},{"type":"HEAD_REF","pattern":"^refs/heads/main$"}]]\'',
    terraform:
      'resource "aws_codebuild_webhook" "this" {\n  filter_group {\n    filter {\n      type    = "EVENT"\n      pattern = "PUSH"\n    }\n  }\n}',
    cloudformation: 'Triggers:\n  Webhook: true\n  FilterGroups:\n    - - Type: EVENT\n        Pattern: PUSH',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html'],
  resource: codebuildProjectType,
  equivalents: [],
  withoutFramework: 'No mapped framework asks for it by name.',
  evaluate(project) {
    if (project.Triggers?.Webhook !== true) return notApplicable('The project has no webhook.', 'Triggers');
    const groups = project.Triggers.FilterGroups ?? [];
    if (groups.length > 0)
      return pass(`${groups.length} filter groups choose the events.`, 'Triggers.FilterGroups');
    if (project.Triggers.BranchFilter !== undefined)
      return pass(
        `Only branches like ${project.Triggers.BranchFilter} start builds.`,
        'Triggers.BranchFilter',
      );
    return fail('Every event of the repository starts a build.', 'Triggers');
  },
});
