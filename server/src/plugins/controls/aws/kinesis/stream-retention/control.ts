import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { kinesisStreamType } from '../../../../providers/aws/resources/kinesis_stream/schema.ts';

const leastHours = 168;

export const control = defineControl({
  id: 'aws-kinesis-stream-retention',
  version: 1,
  title: 'Kinesis stream keeps records for a week',
  severity: 'low',
  category: 'resilience',
  risk: 'When whoever reads the stream stands still over a long weekend, records that are older than the retention are lost.',
  advice: {
    console: 'Kinesis → Data streams → the stream → Configuration → Data retention period → Edit.',
    cli: 'aws kinesis increase-stream-retention-period --stream-name NAME --retention-period-hours 168',
    terraform: 'resource "aws_kinesis_stream" "this" {\n  retention_period = 168\n}',
    cloudformation: 'RetentionPeriodHours: 168',
  },
  references: ['https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html'],
  resource: kinesisStreamType,
  equivalents: ['prowler:kinesis_stream_data_retention_period'],
  evaluate(stream) {
    const hours = stream.RetentionPeriodHours ?? 24;
    const text = `Records are kept for ${hours} hours.`;
    return hours >= leastHours ? pass(text, 'RetentionPeriodHours') : fail(text, 'RetentionPeriodHours');
  },
});
