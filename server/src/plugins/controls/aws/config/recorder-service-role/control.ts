import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';

export const control = defineControl({
  id: 'aws-config-recorder-service-role',
  version: 1,
  title: 'Recorder of AWS Config uses its service-linked role',
  severity: 'low',
  category: 'governance',
  risk: "A role of one's own loses permissions over the years, or has more than it needs. The service-linked role always fits and nobody else can take it.",
  advice: {
    console: 'Config → Settings → Edit: choose "Use an existing AWS Config service-linked role".',
    cli: 'aws iam create-service-linked-role --aws-service-name config.amazonaws.com',
    terraform:
      'resource "aws_config_configuration_recorder" "this" {\n  role_arn = aws_iam_service_linked_role.config.arn\n}',
    cloudformation:
      'RoleARN: arn:aws:iam::ACCOUNT:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
  },
  references: ['https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html'],
  resource: configRecorderType,
  equivalents: ['prowler:config_recorder_using_aws_service_role'],
  withoutFramework: 'No standard that is mapped asks for it by a check.',
  evaluate(recorder) {
    const role = recorder.RoleARN ?? '';
    if (role.includes(':role/aws-service-role/config.amazonaws.com/'))
      return pass('The recorder uses the service-linked role.', 'RoleARN');
    return fail(`The recorder uses the role ${role.slice(role.lastIndexOf('/') + 1)}.`, 'RoleARN');
  },
});
