import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';
import { recordsEverything } from '../recording.ts';

export const control = defineControl({
  id: 'aws-config-recorder-all-types',
  version: 1,
  title: 'Recorder of AWS Config records all resource types',
  severity: 'low',
  category: 'governance',
  risk: 'A recorder that knows a few types answers questions about those. What intruders create is usually of a type that nobody listed.',
  advice: {
    console:
      'Config → Settings → Edit: choose "Record all current and future resource types" without exclusions.',
    cli: 'aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=ROLE_ARN --recording-group allSupported=true',
    terraform:
      'resource "aws_config_configuration_recorder" "this" {\n  recording_group {\n    all_supported = true\n  }\n}',
    cloudformation: 'RecordingGroup:\n  AllSupported: true',
  },
  references: ['https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html'],
  resource: configRecorderType,
  equivalents: [],
  withoutFramework: 'It is a part of the control of every region.',
  evaluate(recorder) {
    if (recordsEverything(recorder)) return pass('All resource types are recorded.', 'RecordingGroup');
    const left = recorder.RecordingGroup?.ExclusionByResourceTypes?.ResourceTypes ?? [];
    if (left.length > 0) return fail(`Left out: ${left.slice(0, 5).join(', ')}.`, 'RecordingGroup');
    return fail('Only some resource types are recorded.', 'RecordingGroup');
  },
});
