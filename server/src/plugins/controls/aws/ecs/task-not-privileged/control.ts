import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-task-not-privileged',
  version: 1,
  title: 'No container of an ECS task is privileged',
  severity: 'high',
  category: 'compute',
  risk: 'A privileged container is root on its machine: whoever breaks into it owns the host and every other container there.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision → the container → Docker configuration: clear Privileged; then update the services.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # with "privileged": false',
    terraform: 'container_definitions = jsonencode([{ name = "web", image = "web:1", privileged = false }])',
    cloudformation: 'ContainerDefinitions:\n  - Name: web\n    Privileged: false',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_no_privileged_containers'],
  evaluate(task) {
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const bad = containers.filter((container) => container.Privileged === true).map(({ Name }) => Name);
    if (bad.length === 0) return pass('No container is privileged.', 'ContainerDefinitions');
    return fail(`Privileged: ${bad.join(', ')}.`, 'ContainerDefinitions');
  },
});
