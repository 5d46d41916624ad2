import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-task-logs-do-not-block',
  version: 1,
  title: 'Logs of an ECS task cannot stop it',
  severity: 'low',
  category: 'resilience',
  risk: 'In blocking mode a container that cannot deliver its log stops answering: an outage of the log service becomes one of the application.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision → the container → Log collection → option mode: non-blocking, max-buffer-size: 25m.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # "options": {"mode": "non-blocking", "max-buffer-size": "25m"}',
    terraform:
      'logConfiguration = { logDriver = "awslogs", options = { mode = "non-blocking", "max-buffer-size" = "25m" } }',
    cloudformation:
      'LogConfiguration:\n  LogDriver: awslogs\n  Options:\n    mode: non-blocking\n    max-buffer-size: 25m',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_logging_block_mode'],
  evaluate(task) {
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const logging = containers.filter(({ LogConfiguration }) => LogConfiguration?.LogDriver === 'awslogs');
    if (logging.length === 0)
      return notApplicable('No container uses the driver awslogs.', 'ContainerDefinitions');
    const bad = logging.filter(({ LogConfiguration }) => LogConfiguration?.Options?.mode !== 'non-blocking');
    if (bad.length === 0) return pass('Every container logs without blocking.', 'ContainerDefinitions');
    return fail(
      `Not set to non-blocking: ${bad.map(({ Name }) => Name).join(', ')}.`,
      'ContainerDefinitions',
    );
  },
});
