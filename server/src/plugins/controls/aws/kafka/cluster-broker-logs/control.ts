import { fail, notApplicable, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { mskClusterType } from '../../../../providers/aws/resources/msk_cluster/schema.ts';

export const control = defineControl({
  id: 'aws-kafka-cluster-broker-logs',
  version: 1,
  title: 'MSK cluster keeps the logs of its brokers',
  severity: 'medium',
  category: 'logging',
  risk: 'Brokers note refused clients and errors. Without their logs an attack or a fault leaves no trace.',
  advice: {
    console: 'MSK → the cluster → Properties → Broker log delivery → Edit: CloudWatch, S3 or Firehose.',
    cli: 'aws kafka update-monitoring --cluster-arn ARN --current-version VERSION --logging-info \'{"BrokerLogs":{"CloudWatchLogs":{"Enabled":true,"LogGroup":"/msk/NAME"}}}\'',
    terraform:
      'resource "aws_msk_cluster" "this" {\n  logging_info {\n    broker_logs {\n      cloudwatch_logs {\n        enabled   = true\n        log_group = "/msk/events"\n      }\n    }\n  }\n}',
    cloudformation:
      'LoggingInfo:\n  BrokerLogs:\n    CloudWatchLogs:\n      Enabled: true\n      LogGroup: /msk/events',
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html'],
  resource: mskClusterType,
  equivalents: [],
  withoutFramework: 'No mapped framework asks for it by name.',
  evaluate(cluster) {
    if (cluster.ClusterType === 'SERVERLESS')
      return notApplicable('Serverless clusters have no broker logs.', 'ClusterType');
    const logs = cluster.LoggingInfo?.BrokerLogs;
    if (logs?.CloudWatchLogs?.Enabled === true) return pass('Broker logs go to CloudWatch.', 'LoggingInfo');
    if (logs?.S3?.Enabled === true) return pass('Broker logs go to a bucket.', 'LoggingInfo');
    if (logs?.Firehose?.Enabled === true) return pass('Broker logs go to Firehose.', 'LoggingInfo');
    return fail('Broker logs are not kept.', 'LoggingInfo');
  },
});
