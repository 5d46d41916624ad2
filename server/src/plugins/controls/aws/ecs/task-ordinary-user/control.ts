import { fail, notApplicable, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';
import { isNamedRoot } from '../container-user.ts';

export const control = defineControl({
  id: 'aws-ecs-task-ordinary-user',
  version: 1,
  title: 'Containers of an ECS task run as an ordinary user',
  severity: 'medium',
  category: 'compute',
  risk: 'Root inside a container is root outside it after one hole in the kernel or one careless mount.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision → the container → Docker configuration → User: a number above 0.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # with "user": "10001"',
    terraform: 'container_definitions = jsonencode([{ name = "web", image = "web:1", user = "10001" }])',
    cloudformation: "ContainerDefinitions:\n  - Name: web\n    User: '10001'",
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html'],
  resource: ecsTaskDefinitionType,
  equivalents: [],
  withoutFramework: 'Frameworks name it for host mode only, which another control judges.',
  evaluate(task) {
    if (task.RuntimePlatform?.OperatingSystemFamily?.startsWith('WINDOWS') === true)
      return notApplicable('Windows containers have users of another kind.', 'RuntimePlatform');
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const root = containers.filter(({ User }) => isNamedRoot(User)).map(({ Name }) => Name);
    if (root.length > 0) return fail(`Run as root: ${root.join(', ')}.`, 'ContainerDefinitions');
    const unnamed = containers.filter(({ User }) => User === undefined).map(({ Name }) => Name);
    if (unnamed.length > 0)
      return unknown(
        `The images decide the user of ${unnamed.join(', ')}, and images are not read.`,
        'ContainerDefinitions',
      );
    return pass('Every container runs as an ordinary user.', 'ContainerDefinitions');
  },
});
