import { fail, pass, unknown } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';
import { isRoot } from '../container-user.ts';

export const control = defineControl({
  id: 'aws-ecs-task-host-network-users',
  version: 1,
  title: 'ECS task in the network of its host runs as an ordinary user',
  severity: 'high',
  category: 'compute',
  risk: 'In host mode a container listens on every address of its machine and reads the role of the machine; as root or privileged it takes the machine over.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision: network mode awsvpc, or a user other than root for every container.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # with "networkMode": "awsvpc"',
    terraform: 'resource "aws_ecs_task_definition" "this" {\n  network_mode = "awsvpc"\n}',
    cloudformation: 'NetworkMode: awsvpc',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_host_networking_mode_users'],
  evaluate(task) {
    if (task.NetworkMode !== 'host')
      return pass(`The network mode is ${task.NetworkMode ?? 'bridge'}.`, 'NetworkMode');
    const containers = task.ContainerDefinitions ?? [];
    if (containers.length === 0)
      return unknown('The containers of the task are not known.', 'ContainerDefinitions');
    const bad = containers
      .filter((container) => container.Privileged === true || isRoot(container.User))
      .map(({ Name }) => Name);
    if (bad.length === 0)
      return pass(
        'Every container in the network of the host runs as an ordinary user.',
        'NetworkMode',
        'ContainerDefinitions',
      );
    return fail(
      `In the network of the host, and root or privileged: ${bad.join(', ')}.`,
      'NetworkMode',
      'ContainerDefinitions',
    );
  },
});
