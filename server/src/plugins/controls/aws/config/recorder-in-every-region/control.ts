import { fail, pass } from '../../../../../core/verdict.ts';
import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import { failsToDeliver, recordsEverything } from '../recording.ts';

export const control = defineControl({
  id: 'aws-config-recorder-in-every-region',
  version: 1,
  title: 'Region has a recorder of AWS Config that records everything',
  severity: 'medium',
  category: 'governance',
  risk: 'Where nothing is recorded there is no history of the configuration: after an incident nobody can tell what was changed, when, and back to what.',
  advice: {
    console:
      'Config → Set up (or Settings) in the region: record all resource types, choose a bucket, and start recording.',
    cli: 'aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=ROLE_ARN --recording-group allSupported=true && aws configservice start-configuration-recorder --configuration-recorder-name default',
    terraform:
      'resource "aws_config_configuration_recorder" "this" {\n  role_arn = aws_iam_service_linked_role.config.arn\n  recording_group {\n    all_supported = true\n  }\n}\n\nresource "aws_config_configuration_recorder_status" "this" {\n  name       = aws_config_configuration_recorder.this.name\n  is_enabled = true\n}',
    cloudformation:
      'Type: AWS::Config::ConfigurationRecorder\nProperties:\n  RoleARN: ROLE_ARN\n  RecordingGroup:\n    AllSupported: true',
  },
  references: ['https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html'],
  resource: ec2RegionSettingsType,
  reads: { recorders: configRecorderType },
  equivalents: ['prowler:config_recorder_all_regions_enabled'],
  evaluate(_settings, { region }, { recorders }) {
    const found = recorders.find(
      ({ configuration }) =>
        configuration.ConfigurationRecorderStatus?.Recording === true &&
        recordsEverything(configuration) &&
        !failsToDeliver(configuration),
      { region },
    );
    if (found !== undefined) return pass(`The recorder ${found.name} records everything in ${region}.`);
    const other = recorders.find(() => true, { region });
    if (other === undefined) return fail(`${region} has no recorder of AWS Config.`);
    if (other.configuration.ConfigurationRecorderStatus?.Recording !== true)
      return fail(`The recorder ${other.name} of ${region} is stopped.`);
    if (!recordsEverything(other.configuration))
      return fail(`The recorder ${other.name} of ${region} leaves out resource types.`);
    return fail(`The recorder ${other.name} of ${region} cannot deliver what it records.`);
  },
});
