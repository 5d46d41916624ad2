import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';

const longestDays = 90;
const dayMilliseconds = 86_400_000;

export const control = defineControl({
  id: 'aws-secretsmanager-secret-rotated-in-time',
  version: 1,
  title: 'Secret was changed within 90 days',
  severity: 'medium',
  category: 'identity',
  risk:
    'Rotation that is switched on can still fail for months without anybody noticing. ' +
    'What counts is when the value was last changed.',
  advice: {
    console:
      'Secrets Manager → the secret → Rotation → Rotate secret immediately. Look at the logs of the rotation function when it fails.',
    cli: 'aws secretsmanager rotate-secret --secret-id NAME',
    terraform:
      'resource "aws_secretsmanager_secret_rotation" "this" {\n  secret_id = aws_secretsmanager_secret.this.id\n  rotation_rules {\n    automatically_after_days = 90\n  }\n}',
    cloudformation:
      'Rotation:\n  Type: AWS::SecretsManager::RotationSchedule\n  Properties:\n    SecretId: !Ref Secret\n    RotationRules:\n      AutomaticallyAfterDays: 90',
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html'],
  resource: secretsManagerSecretType,
  dependsOnTime: true,
  equivalents: ['prowler:secretsmanager_secret_rotated_periodically'],
  evaluate(secret, subject) {
    if (secret.DeletedDate !== undefined)
      return notApplicable('The secret is about to be deleted.', 'DeletedDate');
    // Without a rotation the value is as old as its last change by hand, or as the secret itself.
    const path =
      secret.LastRotatedDate !== undefined
        ? 'LastRotatedDate'
        : secret.LastChangedDate !== undefined
          ? 'LastChangedDate'
          : 'CreatedDate';
    const date = secret[path];
    if (date === undefined) return unknown('AWS does not say when the secret was created or changed.');
    const days = Math.floor((subject.judgedAt.getTime() - Date.parse(date)) / dayMilliseconds);
    const text = `The secret was last changed on ${date.slice(0, 10)}, ${days} days ago.`;
    return days <= longestDays ? pass(text, path) : fail(text, path);
  },
});
