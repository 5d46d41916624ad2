import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { ecsClusterType } from '../../../../providers/aws/resources/ecs_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-ecs-cluster-container-insights',
  version: 1,
  title: 'ECS cluster reports figures of its containers',
  severity: 'low',
  category: 'monitoring',
  risk: 'Without Container Insights a container that mines coins or leaks memory looks like any other until the bill or the outage comes.',
  advice: {
    console: 'ECS → the cluster → Update cluster → Monitoring → Container Insights.',
    cli: 'aws ecs update-cluster-settings --cluster NAME --settings name=containerInsights,value=enabled',
    terraform:
      'resource "aws_ecs_cluster" "this" {\n  setting {\n    name  = "containerInsights"\n    value = "enabled"\n  }\n}',
    cloudformation: 'ClusterSettings:\n  - Name: containerInsights\n    Value: enabled',
  },
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html',
  ],
  resource: ecsClusterType,
  equivalents: ['prowler:ecs_cluster_container_insights_enabled'],
  evaluate(cluster) {
    const value =
      cluster.ClusterSettings?.find(({ Name }) => Name === 'containerInsights')?.Value ?? 'disabled';
    return value === 'enabled' || value === 'enhanced'
      ? pass(`Container Insights is ${value}.`, 'ClusterSettings')
      : fail(`Container Insights is ${value}.`, 'ClusterSettings');
  },
});
