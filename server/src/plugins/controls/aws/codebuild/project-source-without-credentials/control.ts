import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-source-without-credentials',
  version: 1,
  title: 'Source address of a CodeBuild project holds no credentials',
  severity: 'critical',
  category: 'data-protection',
  risk: 'A password or token in the address of the repository is readable for everybody who may see the project, and lands in logs.',
  advice: {
    console:
      'CodeBuild → the project → Edit source → Connect by OAuth, an app or a secret, and use the address without user and password. Then revoke the token.',
    cli: 'aws codebuild import-source-credentials --server-type GITHUB --auth-type SECRETS_MANAGER --token SECRET_ARN',
    terraform:
      'resource "aws_codebuild_project" "this" {\n  source {\n    type     = "GITHUB"\n    location = "https://github.com/example/web.git"\n  }\n}',
    cloudformation: 'Source:\n  Type: GITHUB\n  Location: https://github.com/example/web.git',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_source_repo_url_no_sensitive_credentials'],
  evaluate(project) {
    if (project.Source?.LocationHasCredentials === true)
      return fail(
        'The address of the source holds credentials.',
        'Source.LocationHasCredentials',
        'Source.Location',
      );
    const other = (project.SecondarySources ?? []).find(
      ({ LocationHasCredentials }) => LocationHasCredentials === true,
    );
    if (other !== undefined)
      return fail(
        `The address of the source ${other.SourceIdentifier} holds credentials.`,
        'SecondarySources',
      );
    return pass(
      'No address of a source holds credentials.',
      'Source.LocationHasCredentials',
      'SecondarySources',
    );
  },
});
