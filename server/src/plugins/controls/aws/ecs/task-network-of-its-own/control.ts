import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-task-network-of-its-own',
  version: 1,
  title: 'ECS task does not use the network of its host',
  severity: 'medium',
  category: 'networking',
  risk: 'In host mode security groups belong to the machine and not to the task, and every port of the task is a port of the machine.',
  advice: {
    console: 'ECS → Task definitions → the family → Create new revision: network mode awsvpc.',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # with "networkMode": "awsvpc"',
    terraform: 'resource "aws_ecs_task_definition" "this" {\n  network_mode = "awsvpc"\n}',
    cloudformation: 'NetworkMode: awsvpc',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html'],
  resource: ecsTaskDefinitionType,
  equivalents: [],
  withoutFramework: 'Frameworks ask only for ordinary users in host mode, which another control judges.',
  evaluate(task) {
    if (task.NetworkMode === 'host') return fail('The task uses the network of its host.', 'NetworkMode');
    return pass(`The network mode is ${task.NetworkMode ?? 'bridge'}.`, 'NetworkMode');
  },
});
