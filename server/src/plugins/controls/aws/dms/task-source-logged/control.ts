import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dmsReplicationTaskType } from '../../../../providers/aws/resources/dms_replication_task/schema.ts';
import { loggingOf } from '../task-logging.ts';

export const control = defineControl({
  id: 'aws-dms-task-source-logged',
  version: 1,
  title: 'DMS replication task logs what it does at the source',
  severity: 'medium',
  category: 'logging',
  risk: 'Without these logs nobody can say which rows were moved, which failed, and when somebody changed the way of the data.',
  advice: {
    console:
      'DMS → Database migration tasks → the task → Modify → Task settings → Logging: on, SOURCE_CAPTURE and SOURCE_UNLOAD at Default or more.',
    cli: 'aws dms modify-replication-task --replication-task-arn ARN --replication-task-settings file://settings.json',
    terraform:
      'resource "aws_dms_replication_task" "this" {\n  replication_task_settings = jsonencode({ Logging = { EnableLogging = true, LogComponents = [{ Id = "SOURCE_CAPTURE", Severity = "LOGGER_SEVERITY_DEFAULT" }, { Id = "SOURCE_UNLOAD", Severity = "LOGGER_SEVERITY_DEFAULT" }] } })\n}',
    cloudformation:
      'ReplicationTaskSettings: \'{"Logging":{"EnableLogging":true,"LogComponents":[{"Id":"SOURCE_CAPTURE","Severity":"LOGGER_SEVERITY_DEFAULT"},{"Id":"SOURCE_UNLOAD","Severity":"LOGGER_SEVERITY_DEFAULT"}]}}\'',
  },
  references: [
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html',
  ],
  resource: dmsReplicationTaskType,
  equivalents: ['prowler:dms_replication_task_source_logging_enabled'],
  evaluate(task) {
    return loggingOf(task, ['SOURCE_CAPTURE', 'SOURCE_UNLOAD']);
  },
});
