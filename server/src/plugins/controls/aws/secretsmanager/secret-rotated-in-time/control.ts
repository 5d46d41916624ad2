import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';

const longestDays = 90;
const dayMilliseconds = 86_400_000;

export const control = defineControl({
  id: 'aws-secretsmanager-secret-rotated-in-time',
  version: 1,
  title: 'Secret was rotated within 90 days',
  severity: 'medium',
  category: 'identity',
  risk:
    'Rotation that is switched on can still fail for months without anybody noticing. ' +
    'What counts is when the value was last rotated.',
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
    const ageOf = (date: string) =>
      Math.floor((subject.judgedAt.getTime() - Date.parse(date)) / dayMilliseconds);
    // LastChangedDate proves nothing: it also moves when only a tag or the description changes.
    if (secret.LastRotatedDate !== undefined) {
      const days = ageOf(secret.LastRotatedDate);
      const text = `The secret was last rotated on ${secret.LastRotatedDate.slice(0, 10)}, ${days} days ago.`;
      return days <= longestDays ? pass(text, 'LastRotatedDate') : fail(text, 'LastRotatedDate');
    }
    if (secret.CreatedDate === undefined)
      return unknown('AWS does not say when the secret was created or rotated.');
    const days = ageOf(secret.CreatedDate);
    const text = `The secret was never rotated since it was created on ${secret.CreatedDate.slice(0, 10)}, ${days} days ago.`;
    return days <= longestDays
      ? pass(text, 'CreatedDate', 'LastRotatedDate')
      : fail(text, 'CreatedDate', 'LastRotatedDate');
  },
});
