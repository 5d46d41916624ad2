import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { stepFunctionsStateMachineType } from '../../../../providers/aws/resources/step_functions_state_machine/schema.ts';

export const control = defineControl({
  id: 'aws-stepfunctions-state-machine-encrypted',
  version: 1,
  title: 'State machine is encrypted with a key of your own',
  severity: 'medium',
  category: 'encryption',
  risk: 'The state of a workflow holds what it works on: orders, names, amounts. With a key of your own reading it takes a second permission.',
  advice: {
    console:
      'Step Functions → State machines → the machine → Edit → Config → Encryption: customer managed key.',
    cli: 'aws stepfunctions update-state-machine --state-machine-arn ARN --encryption-configuration type=CUSTOMER_MANAGED_KMS_KEY,kmsKeyId=KEY_ARN',
    terraform:
      'resource "aws_sfn_state_machine" "this" {\n  encryption_configuration {\n    type       = "CUSTOMER_MANAGED_KMS_KEY"\n    kms_key_id = aws_kms_key.sfn.arn\n  }\n}',
    cloudformation: 'EncryptionConfiguration:\n  Type: CUSTOMER_MANAGED_KMS_KEY\n  KmsKeyId: KEY_ARN',
  },
  references: ['https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html'],
  resource: stepFunctionsStateMachineType,
  equivalents: ['prowler:stepfunctions_statemachine_encrypted_with_cmk'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(machine) {
    if (machine.EncryptionConfiguration?.Type === 'CUSTOMER_MANAGED_KMS_KEY')
      return pass('The state machine is encrypted with a key of your own.', 'EncryptionConfiguration');
    // Left out, the key is one that AWS owns.
    return fail('The state machine is encrypted with a key that AWS owns.', 'EncryptionConfiguration');
  },
});
