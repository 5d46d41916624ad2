import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';

export const control = defineControl({
  id: 'aws-secretsmanager-secret-rotates',
  version: 1,
  title: 'Secret is rotated automatically',
  severity: 'high',
  category: 'identity',
  risk: 'A password that never changes works for everybody who ever saw it: former colleagues, old logs, leaked backups.',
  advice: {
    console: 'Secrets Manager → the secret → Rotation → Edit rotation → Automatic rotation.',
    cli: 'aws secretsmanager rotate-secret --secret-id NAME --rotation-lambda-arn FUNCTION_ARN --rotation-rules AutomaticallyAfterDays=30',
    terraform:
      'resource "aws_secretsmanager_secret_rotation" "this" {\n  secret_id           = aws_secretsmanager_secret.this.id\n  rotation_lambda_arn = aws_lambda_function.rotate.arn\n  rotation_rules {\n    automatically_after_days = 30\n  }\n}',
    cloudformation:
      'Rotation:\n  Type: AWS::SecretsManager::RotationSchedule\n  Properties:\n    SecretId: !Ref Secret\n    RotationLambdaARN: !GetAtt Rotate.Arn\n    RotationRules:\n      AutomaticallyAfterDays: 30',
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html'],
  resource: secretsManagerSecretType,
  equivalents: ['prowler:secretsmanager_automatic_rotation_enabled'],
  evaluate(secret) {
    if (secret.DeletedDate !== undefined)
      return notApplicable('The secret is about to be deleted.', 'DeletedDate');
    if (secret.RotationEnabled !== true) return fail('Automatic rotation is off.', 'RotationEnabled');
    const rules = secret.RotationRules;
    const rhythm =
      rules?.AutomaticallyAfterDays === undefined
        ? rules?.ScheduleExpression
        : `every ${rules.AutomaticallyAfterDays} days`;
    return pass(
      `The secret is rotated${rhythm === undefined ? '' : `: ${rhythm}`}.`,
      'RotationEnabled',
      'RotationRules',
    );
  },
});
