import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-not-privileged',
  version: 1,
  title: 'Builds of a CodeBuild project run without privileges',
  severity: 'medium',
  category: 'compute',
  risk: 'In privileged mode the build owns the machine it runs on. Code from a pull request is code of strangers.',
  advice: {
    console:
      'CodeBuild → the project → Edit environment → Additional configuration: clear Privileged, unless it builds container images.',
    cli: 'aws codebuild update-project --name NAME --environment \'{"type":"LINUX_CONTAINER","image":"IMAGE","computeType":"BUILD_GENERAL1_SMALL","privilegedMode":false}\'',
    terraform:
      'resource "aws_codebuild_project" "this" {\n  environment {\n    privileged_mode = false\n  }\n}',
    cloudformation: 'Environment:\n  PrivilegedMode: false',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/create-project.html'],
  resource: codebuildProjectType,
  equivalents: [],
  withoutFramework: 'No mapped framework asks for it by name.',
  evaluate(project) {
    if (project.Environment?.PrivilegedMode === true)
      return fail('Builds run in privileged mode.', 'Environment.PrivilegedMode');
    return pass('Builds run without privileges.', 'Environment.PrivilegedMode');
  },
});
