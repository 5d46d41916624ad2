import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsClusterType } from '../../../../providers/aws/resources/ecs_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-cluster-exec-logged',
  version: 1,
  title: 'ECS cluster logs what is typed in shells of its tasks',
  severity: 'low',
  category: 'logging',
  risk: 'A shell in a container is the way of administrators and of intruders. Without its log nobody can say what was typed.',
  advice: {
    console:
      'ECS → the cluster → Update cluster → Encryption and ECS Exec → Log to CloudWatch or S3, with a key.',
    cli: 'aws ecs update-cluster --cluster NAME --configuration \'{"executeCommandConfiguration":{"logging":"OVERRIDE","logConfiguration":{"cloudWatchLogGroupName":"/ecs/exec","cloudWatchEncryptionEnabled":true}}}\'',
    terraform:
      'resource "aws_ecs_cluster" "this" {\n  configuration {\n    execute_command_configuration {\n      logging = "OVERRIDE"\n      log_configuration {\n        cloud_watch_log_group_name = "/ecs/exec"\n      }\n    }\n  }\n}',
    cloudformation:
      'Configuration:\n  ExecuteCommandConfiguration:\n    Logging: OVERRIDE\n    LogConfiguration:\n      CloudWatchLogGroupName: /ecs/exec',
  },
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html'],
  resource: ecsClusterType,
  equivalents: [],
  withoutFramework: 'No mapped framework asks for it by name.',
  evaluate(cluster) {
    const exec = cluster.Configuration?.ExecuteCommandConfiguration;
    const target = exec?.LogConfiguration?.CloudWatchLogGroupName ?? exec?.LogConfiguration?.S3BucketName;
    if (exec?.Logging === 'NONE') return fail('What is typed in shells is not logged.', 'Configuration');
    if (exec?.Logging === 'OVERRIDE' && target !== undefined)
      return pass(`What is typed in shells goes to ${target}.`, 'Configuration');
    return fail(
      'The cluster names no log for shells: only tasks with the driver awslogs keep what is typed.',
      'Configuration',
    );
  },
});
