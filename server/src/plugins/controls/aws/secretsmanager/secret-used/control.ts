import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { secretsManagerSecretType } from '../../../../providers/aws/resources/secrets_manager_secret/schema.ts';

const longestDays = 90;
const dayMilliseconds = 86_400_000;

export const control = defineControl({
  id: 'aws-secretsmanager-secret-used',
  version: 1,
  title: 'Secret was read within 90 days',
  severity: 'low',
  category: 'governance',
  risk: 'A secret that nobody reads still opens a door. Forgotten credentials are found by intruders sooner than by their owners.',
  advice: {
    console:
      'Secrets Manager → the secret → Actions → Delete secret, with a recovery window, after asking its owner.',
    cli: 'aws secretsmanager delete-secret --secret-id NAME --recovery-window-in-days 30',
    terraform: 'Remove the resource aws_secretsmanager_secret, with recovery_window_in_days = 30.',
    cloudformation: 'Remove the AWS::SecretsManager::Secret from the template once nothing refers to it.',
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html'],
  resource: secretsManagerSecretType,
  dependsOnTime: true,
  equivalents: ['prowler:secretsmanager_secret_unused'],
  evaluate(secret, subject) {
    if (secret.DeletedDate !== undefined)
      return notApplicable('The secret is about to be deleted.', 'DeletedDate');
    const path = secret.LastAccessedDate !== undefined ? 'LastAccessedDate' : 'CreatedDate';
    const date = secret[path];
    if (date === undefined) return unknown('AWS does not say when the secret was read or created.');
    const days = Math.floor((subject.judgedAt.getTime() - Date.parse(date)) / dayMilliseconds);
    const text =
      path === 'LastAccessedDate'
        ? `The secret was last read on ${date.slice(0, 10)}, ${days} days ago.`
        : `The secret was never read since it was created on ${date.slice(0, 10)}, ${days} days ago.`;
    return days <= longestDays ? pass(text, path) : fail(text, path);
  },
});
