import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-enhanced-monitoring',
  version: 1,
  title: 'MSK cluster reports figures of each broker',
  severity: 'low',
  category: 'monitoring',
  risk: 'The basic figures do not show which broker, topic or client is in trouble, or carries data away.',
  advice: {
    console: 'MSK → the cluster → Properties → Monitoring → Edit: Enhanced broker-level monitoring.',
    cli: 'aws kafka update-monitoring --cluster-arn ARN --current-version VERSION --enhanced-monitoring PER_BROKER',
    terraform: 'resource "aws_msk_cluster" "this" {\n  enhanced_monitoring = "PER_BROKER"\n}',
    cloudformation: 'EnhancedMonitoring: PER_BROKER',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html'],
  resource: mskClusterType,
  equivalents: ['prowler:kafka_cluster_enhanced_monitoring_enabled'],
  evaluate(cluster) {
    if (cluster.ClusterType === 'SERVERLESS')
      return pass('Serverless clusters report by topic.', 'ClusterType');
    const level = cluster.EnhancedMonitoring ?? 'DEFAULT';
    return level === 'DEFAULT'
      ? fail('Only the basic figures are reported.', 'EnhancedMonitoring')
      : pass(`Figures are reported ${level}.`, 'EnhancedMonitoring');
  },
});
