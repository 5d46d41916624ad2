import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { codebuildProjectType } from '../../../../providers/aws/resources/codebuild_project/schema.ts';
import { isSecretName } from '../../secret-names.ts';

export const control = defineControl({
  id: 'aws-codebuild-project-no-plaintext-secrets',
  version: 1,
  title: 'CodeBuild project takes secrets from a store',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Plain variables are readable for everybody who may see the project, and appear in logs of builds.',
  advice: {
    console:
      'CodeBuild → the project → Edit environment → Environment variables → Type: Secrets Manager or Parameter. Then change the secret.',
    cli: 'aws codebuild update-project --name NAME --environment \'{"type":"LINUX_CONTAINER","image":"IMAGE","computeType":"BUILD_GENERAL1_SMALL","environmentVariables":[{"name":"TOKEN","value":"SECRET","type":"SECRETS_MANAGER"}]}\'',
    terraform:
      'environment_variable {\n  name  = "TOKEN"\n  type  = "SECRETS_MANAGER"\n  value = aws_secretsmanager_secret.this.arn\n}',
    cloudformation:
      'EnvironmentVariables:\n  - Name: TOKEN\n    Type: SECRETS_MANAGER\n    Value: !Ref Secret',
  },
  references: ['https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html'],
  resource: codebuildProjectType,
  equivalents: ['prowler:codebuild_project_no_secrets_in_variables'],
  evaluate(project) {
    const plain = (project.Environment?.EnvironmentVariables ?? []).filter(
      ({ Name, Type }) => (Type ?? 'PLAINTEXT') === 'PLAINTEXT' && Name !== undefined && isSecretName(Name),
    );
    if (plain.length > 0)
      return fail(
        `Called as secrets and given as plain values: ${plain.map(({ Name }) => Name).join(', ')}.`,
        'Environment.EnvironmentVariables',
      );
    return pass(
      'No variable with a plain value is called as a secret; values are not read.',
      'Environment.EnvironmentVariables',
    );
  },
});
