import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';
import { isSecretName } from '../../secret-names.ts';

export const control = defineControl({
  id: 'aws-ecs-task-no-secrets-in-environment',
  version: 1,
  title: 'ECS task takes secrets from a store, not from its environment',
  severity: 'critical',
  category: 'data-protection',
  risk: 'Environment variables are readable for everybody who may describe the task definition, for good, in every revision that was ever made.',
  advice: {
    console:
      'Secrets Manager → store the secret; ECS → Task definitions → Create new revision → Environment variables → ValueFrom with its ARN. Then change the secret, because the old revisions keep it.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # "secrets": [{"name": "DB_PASSWORD", "valueFrom": "ARN"}]',
    terraform:
      'container_definitions = jsonencode([{ name = "web", image = "web:1", secrets = [{ name = "DB_PASSWORD", valueFrom = aws_secretsmanager_secret.this.arn }] }])',
    cloudformation: 'Secrets:\n  - Name: DB_PASSWORD\n    ValueFrom: !Ref Secret',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_no_environment_secrets'],
  evaluate(task) {
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const telling = containers.flatMap(({ Name, EnvironmentNames }) =>
      (EnvironmentNames ?? []).filter(isSecretName).map((name) => `${name} of ${Name}`),
    );
    if (telling.length > 0)
      return fail(
        `Called as secrets and given as plain values: ${telling.join(', ')}.`,
        'ContainerDefinitions',
      );
    return pass(
      'No variable with a plain value is called as a secret; values are not read.',
      'ContainerDefinitions',
    );
  },
});
