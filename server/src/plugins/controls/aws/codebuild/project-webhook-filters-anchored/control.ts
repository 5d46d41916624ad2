import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

/** Filters that decide who may start a build, or from where. */
const deciding = new Set(['ACTOR_ACCOUNT_ID', 'HEAD_REF', 'BASE_REF']);

export const control = defineControl({
  id: 'aws-codebuild-project-webhook-filters-anchored',
  version: 1,
  title: 'Webhook filters of a CodeBuild project name whole accounts and branches',
  severity: 'high',
  category: 'identity',
  risk: 'A pattern without ^ and $ matches parts: the id 123 also lets account 91234 start builds with the rights of the project.',
  advice: {
    console:
      'CodeBuild → the project → Edit source → Primary source webhook events: write each pattern as ^(…)$.',
    cli: 'aws codebuild update-webhook --project-name NAME --filter-groups \'[[{"type":"EVENT","pattern":"PUSH"},{"type":"ACTOR_ACCOUNT_ID","pattern":"^(1001|1002)$"}]]\'',
    terraform:
      'resource "aws_codebuild_webhook" "this" {\n  filter_group {\n    filter {\n      type    = "ACTOR_ACCOUNT_ID"\n      pattern = "^(1001|1002)$"\n    }\n  }\n}',
    cloudformation:
      'Triggers:\n  Webhook: true\n  FilterGroups:\n    - - Type: ACTOR_ACCOUNT_ID\n        Pattern: ^(1001|1002)$',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_webhook_filters_use_anchored_patterns'],
  evaluate(project) {
    const groups = project.Triggers?.FilterGroups;
    if (project.Triggers?.Webhook !== true) return notApplicable('The project has no webhook.', 'Triggers');
    const loose = (groups ?? [])
      .flat()
      .find(
        ({ Type, Pattern, ExcludeMatchedPattern }) =>
          Type !== undefined &&
          deciding.has(Type) &&
          ExcludeMatchedPattern !== true &&
          !(Pattern?.startsWith('^') === true && Pattern.endsWith('$')),
      );
    if (loose !== undefined)
      return fail(
        `The filter ${loose.Type} "${loose.Pattern}" matches parts of names.`,
        'Triggers.FilterGroups',
      );
    return pass('Every filter of accounts and branches matches whole names.', 'Triggers.FilterGroups');
  },
});
