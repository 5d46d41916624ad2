import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsTaskDefinitionType } from '../../../../providers/aws/resources/ecs_task_definition/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-task-own-namespaces',
  version: 1,
  title: 'ECS task does not share the process namespace of its host',
  severity: 'high',
  category: 'compute',
  risk: 'A task in the process namespace of the host sees, signals and traces the programs of the host and of all other tasks.',
  advice: {
    console:
      'ECS → Task definitions → the family → Create new revision with JSON: remove "pidMode": "host" and "ipcMode": "host".',
    cli: 'aws ecs register-task-definition --cli-input-json file://task.json # without "pidMode": "host"',
    terraform: 'resource "aws_ecs_task_definition" "this" {\n  pid_mode = "task"\n}',
    cloudformation: 'PidMode: task',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html'],
  resource: ecsTaskDefinitionType,
  equivalents: ['prowler:ecs_task_definitions_host_namespace_not_shared'],
  evaluate(task) {
    if (task.PidMode === 'host') return fail('The task shares the process namespace of its host.', 'PidMode');
    if (task.IpcMode === 'host') return fail('The task shares the memory namespace of its host.', 'IpcMode');
    return pass('The task has namespaces of its own.', 'PidMode', 'IpcMode');
  },
});
