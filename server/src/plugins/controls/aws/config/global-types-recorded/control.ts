import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';
import { iamAccountType } from '../../../../providers/aws/resources/iam_account/schema.ts';

export const control = defineControl({
  id: 'aws-config-global-types-recorded',
  version: 1,
  title: 'A recorder of AWS Config records IAM and other global resources',
  severity: 'medium',
  category: 'governance',
  risk: 'Users, roles and policies belong to no region. When every recorder leaves them out, the history lacks exactly what decides who may do what.',
  advice: {
    console: 'Config → Settings of one region → Edit: include globally recorded resource types.',
    cli: 'aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=ROLE_ARN --recording-group allSupported=true,includeGlobalResourceTypes=true',
    terraform:
      'resource "aws_config_configuration_recorder" "this" {\n  recording_group {\n    all_supported                 = true\n    include_global_resource_types = true\n  }\n}',
    cloudformation: 'RecordingGroup:\n  AllSupported: true\n  IncludeGlobalResourceTypes: true',
  },
  references: ['https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html'],
  resource: iamAccountType,
  reads: { recorders: configRecorderType },
  equivalents: [],
  withoutFramework: 'It is a part of the control of every region.',
  evaluate(_account, _subject, { recorders }) {
    const found = recorders.find(
      ({ configuration }) =>
        configuration.ConfigurationRecorderStatus?.Recording === true &&
        configuration.RecordingGroup?.IncludeGlobalResourceTypes === true,
    );
    if (found === undefined) return fail('No recorder that runs records global resources.');
    return pass(`The recorder ${found.name} of ${found.region} records global resources.`);
  },
});
