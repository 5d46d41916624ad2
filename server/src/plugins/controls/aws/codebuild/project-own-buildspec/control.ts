import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-own-buildspec',
  version: 1,
  title: 'Build steps of a CodeBuild project are kept apart from the source',
  severity: 'medium',
  category: 'governance',
  risk: 'When the steps are a file in the repository, whoever may open a pull request writes what runs with the rights of the build.',
  advice: {
    console:
      'CodeBuild → the project → Edit buildspec → Insert build commands, or a file in a bucket that only few may write.',
    cli: 'aws codebuild update-project --name NAME --source \'{"type":"GITHUB","location":"https://github.com/example/web.git","buildspec":"arn:aws:s3:::BUCKET/buildspec.yml"}\'',
    terraform:
      'resource "aws_codebuild_project" "this" {\n  source {\n    buildspec = file("buildspec.yml")\n  }\n}',
    cloudformation: 'Source:\n  BuildSpec: arn:aws:s3:::BUCKET/buildspec.yml',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_user_controlled_buildspec'],
  evaluate(project) {
    const spec = project.Source?.BuildSpec;
    if (spec === 'inline') return pass('The build steps are part of the project.', 'Source.BuildSpec');
    if (spec?.startsWith('arn:') === true) return pass(`The build steps are in ${spec}.`, 'Source.BuildSpec');
    if (project.Source?.Type === 'NO_SOURCE')
      return notApplicable('The project has no source.', 'Source.Type');
    return fail(`The build steps are the file ${spec ?? 'buildspec.yml'} of the source.`, 'Source.BuildSpec');
  },
});
