import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsServiceType } from '../../../../providers/aws/resources/ecs_service/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-service-exec-off',
  version: 1,
  title: 'Nobody opens a shell in the tasks of an ECS service',
  severity: 'low',
  category: 'compute',
  risk: 'Execute command gives a shell in running containers, with their role and their secrets, to whoever has one permission.',
  advice: {
    console:
      'ECS → the cluster → the service → Update with the command line, because the console does not show the switch.',
    cli: 'aws ecs update-service --cluster CLUSTER --service NAME --no-enable-execute-command --force-new-deployment',
    terraform: 'resource "aws_ecs_service" "this" {\n  enable_execute_command = false\n}',
    cloudformation: 'EnableExecuteCommand: false',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html'],
  resource: ecsServiceType,
  equivalents: [],
  withoutFramework: 'No mapped framework asks for it by name.',
  evaluate(service) {
    if (service.EnableExecuteCommand === true) return fail('Execute command is on.', 'EnableExecuteCommand');
    return pass('Execute command is off.', 'EnableExecuteCommand');
  },
});
