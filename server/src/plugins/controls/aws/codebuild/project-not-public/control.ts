import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-not-public',
  version: 1,
  title: 'Results of a CodeBuild project are not public',
  severity: 'high',
  category: 'data-protection',
  risk: 'A public project shows its logs and artifacts to everybody: names of hosts, versions, and what somebody printed by mistake.',
  advice: {
    console: 'CodeBuild → the project → Edit project configuration → clear "Enable public build access".',
    cli: 'aws codebuild update-project-visibility --project-arn ARN --project-visibility PRIVATE',
    terraform: 'resource "aws_codebuild_project" "this" {\n  project_visibility = "PRIVATE"\n}',
    cloudformation: 'Visibility: PRIVATE',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_not_publicly_accessible'],
  evaluate(project) {
    if (project.Visibility === 'PUBLIC_READ')
      return fail('Everybody may read logs and artifacts.', 'Visibility');
    return pass('Logs and artifacts are private.', 'Visibility');
  },
});
