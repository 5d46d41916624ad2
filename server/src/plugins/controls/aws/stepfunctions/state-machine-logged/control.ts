import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { stepFunctionsStateMachineType } from '../../../../providers/aws/resources/step_functions_state_machine/schema.ts';

export const control = defineControl({
  id: 'aws-stepfunctions-state-machine-logged',
  version: 1,
  title: 'State machine logs its executions',
  severity: 'medium',
  category: 'logging',
  risk: 'The history of an execution is kept for 90 days, that of an express one not at all. Only logs say later what a workflow did.',
  advice: {
    console:
      'Step Functions → State machines → the machine → Edit → Config → Logging: log level ERROR or ALL.',
    cli: 'aws stepfunctions update-state-machine --state-machine-arn ARN --logging-configuration \'{"level":"ERROR","destinations":[{"cloudWatchLogsLogGroup":{"logGroupArn":"GROUP_ARN"}}]}\'',
    terraform:
      'resource "aws_sfn_state_machine" "this" {\n  logging_configuration {\n    level           = "ERROR"\n    log_destination = format("%s:*", aws_cloudwatch_log_group.sfn.arn)\n  }\n}',
    cloudformation:
      'LoggingConfiguration:\n  Level: ERROR\n  Destinations:\n    - CloudWatchLogsLogGroup: { LogGroupArn: GROUP_ARN }',
  },
  references: ['https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html'],
  resource: stepFunctionsStateMachineType,
  equivalents: ['prowler:stepfunctions_statemachine_logging_enabled'],
  evaluate(machine) {
    const level = machine.LoggingConfiguration?.Level ?? 'OFF';
    if (level === 'OFF') return fail('Executions are not logged.', 'LoggingConfiguration');
    return pass(`Executions are logged (${level}).`, 'LoggingConfiguration');
  },
});
