import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-task-read-only-root',
  version: 1,
  title: 'Containers of an ECS task cannot write to their root file system',
  severity: 'medium',
  category: 'compute',
  risk: 'Whoever breaks into a container that can write its own file system leaves tools and changed programs there for the next step.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision → the container → Storage: Read-only root file system; mount volumes where it must write.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # with "readonlyRootFilesystem": true',
    terraform:
      'container_definitions = jsonencode([{ name = "web", image = "web:1", readonlyRootFilesystem = true }])',
    cloudformation: 'ContainerDefinitions:\n  - Name: web\n    ReadonlyRootFilesystem: true',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_containers_readonly_access'],
  evaluate(task) {
    if (task.RuntimePlatform?.OperatingSystemFamily?.startsWith('WINDOWS') === true)
      return notApplicable('Windows containers have no read-only root file system.', 'RuntimePlatform');
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const bad = containers
      .filter((container) => container.ReadonlyRootFilesystem !== true)
      .map(({ Name }) => Name);
    if (bad.length === 0)
      return pass('The root file system of every container is read-only.', 'ContainerDefinitions');
    return fail(`Writable: ${bad.join(', ')}.`, 'ContainerDefinitions');
  },
});
