import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsServiceType } from '../../../../providers/aws/resources/ecs_service/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-service-no-public-address',
  version: 1,
  title: 'Tasks of an ECS service get no public address',
  severity: 'high',
  category: 'networking',
  risk: 'A task with a public address is reachable past the load balancer and its rules as soon as a security group allows it.',
  advice: {
    console:
      'ECS → the cluster → the service → Update → Networking → Public IP: off; private subnets need NAT or endpoints.',
    cli: 'aws ecs update-service --cluster CLUSTER --service NAME --network-configuration "awsvpcConfiguration={subnets=[SUBNET],securityGroups=[GROUP],assignPublicIp=DISABLED}"',
    terraform:
      'resource "aws_ecs_service" "this" {\n  network_configuration {\n    assign_public_ip = false\n  }\n}',
    cloudformation: 'NetworkConfiguration:\n  AwsvpcConfiguration:\n    AssignPublicIp: DISABLED',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html'],
  resource: ecsServiceType,
  equivalents: ['prowler:ecs_service_no_assign_public_ip', 'prowler:ecs_task_set_no_assign_public_ip'],
  evaluate(service) {
    if (service.NetworkConfiguration?.AwsvpcConfiguration?.AssignPublicIp === 'ENABLED')
      return fail('Tasks get public addresses.', 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp');
    const open = (service.TaskSets ?? []).find(
      ({ NetworkConfiguration }) => NetworkConfiguration?.AwsvpcConfiguration?.AssignPublicIp === 'ENABLED',
    );
    if (open !== undefined) return fail(`Tasks of the task set ${open.Id} get public addresses.`, 'TaskSets');
    return pass('Tasks get no public addresses.', 'NetworkConfiguration', 'TaskSets');
  },
});
