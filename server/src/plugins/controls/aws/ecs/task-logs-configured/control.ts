import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-task-logs-configured',
  version: 1,
  title: 'Containers of an ECS task write logs',
  severity: 'medium',
  category: 'logging',
  risk: 'A container without a log driver leaves nothing behind when it stops. What it did, and what was done to it, is gone.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision → the container → Log collection: CloudWatch.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # with "logConfiguration": {"logDriver": "awslogs", ...}',
    terraform:
      'container_definitions = jsonencode([{ name = "web", image = "web:1", logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = "/ecs/web", "awslogs-region" = "us-east-1", "awslogs-stream-prefix" = "ecs" } } }])',
    cloudformation:
      'LogConfiguration:\n  LogDriver: awslogs\n  Options:\n    awslogs-group: /ecs/web\n    awslogs-region: !Ref AWS::Region\n    awslogs-stream-prefix: ecs',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_logging_enabled'],
  evaluate(task) {
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const bad = containers
      .filter(
        (container) =>
          container.LogConfiguration?.LogDriver === undefined ||
          container.LogConfiguration.LogDriver === 'none',
      )
      .map(({ Name }) => Name);
    if (bad.length === 0) return pass('Every container has a log driver.', 'ContainerDefinitions');
    return fail(`Without a log driver: ${bad.join(', ')}.`, 'ContainerDefinitions');
  },
});
