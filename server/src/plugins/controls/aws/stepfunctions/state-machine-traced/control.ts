import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { stepFunctionsStateMachineType } from '../../../../providers/aws/resources/step_functions_state_machine/schema.ts';

export const control = defineControl({
  id: 'aws-stepfunctions-state-machine-traced',
  version: 1,
  title: 'State machine is traced',
  severity: 'low',
  category: 'monitoring',
  risk: 'A trace shows where a workflow spends its time and which service made it fail.',
  advice: {
    console: 'Step Functions → State machines → the machine → Edit → Config: enable X-Ray tracing.',
    cli: 'aws stepfunctions update-state-machine --state-machine-arn ARN --tracing-configuration enabled=true',
    terraform:
      'resource "aws_sfn_state_machine" "this" {\n  tracing_configuration {\n    enabled = true\n  }\n}',
    cloudformation: 'TracingConfiguration:\n  Enabled: true',
  },
  references: ['https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html'],
  resource: stepFunctionsStateMachineType,
  equivalents: [],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(machine) {
    if (machine.TracingConfiguration?.Enabled === true)
      return pass('Executions are traced.', 'TracingConfiguration');
    return fail('Executions are not traced.', 'TracingConfiguration');
  },
});
