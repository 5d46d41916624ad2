import { configRecorderType } from '../../../../providers/aws/resources/config_recorder/schema.ts';
import { defineSetting } from '../../setting.ts';
import { awsCommand } from '../../target.ts';
import {
  callOf,
  isRecording,
  ownRecorder,
  recorderOfRegion,
  recordingCalls,
  recordingWrites,
  setRecording,
} from '../recorder.ts';

/** Status and errors of deliveries move by themselves and are no part of it. */
type Recording = { Recording: boolean };

export const remediation = defineSetting<typeof configRecorderType, Recording>({
  id: 'aws-config-start-recorder',
  title: 'Start a recorder of AWS Config that is stopped',
  description:
    'The recorder notes changes of resources again, of the types that it is set to. ' +
    'What changed while it was off is seen as one change when it starts.',
  resource: configRecorderType,
  risk: 'low',
  impact: 'Each recorded change is charged, and the first hours after the start have many.',
  effortMinutes: 5,
  controls: [],
  attribute: 'ConfigurationRecorderStatus',
  permissions: {
    read: ['config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'],
    write: recordingWrites,
  },
  calls: recordingCalls,
  async read(session, { name }) {
    const recorder = await ownRecorder(session);
    return recorder?.name === name ? { value: { Recording: await isRecording(session, name) } } : null;
  },
  plan: ({ Recording }, { target }) =>
    Recording
      ? { nothing: 'The recorder is running.' }
      : { to: { Recording: true }, summary: `Start the recorder ${target.name} of ${target.region}` },
  write: (session, { name }, { Recording }) => setRecording(session, name, Recording),
  parent: recorderOfRegion,
  callsBetween: (_from, { Recording }) => [callOf(Recording)],
  byHand: (target, { Recording }) => ({
    cli: [
      awsCommand(
        `configservice ${Recording ? 'start' : 'stop'}-configuration-recorder`,
        target,
        ...['--configuration-recorder-name', target.name],
      ),
    ],
    terraform: `resource "aws_config_configuration_recorder_status" "this" {\n  name       = ${JSON.stringify(target.name)}\n  is_enabled = ${Recording}\n}`,
    console: `AWS Config in ${target.region} → Settings: ${Recording ? 'start' : 'stop'} recording.`,
  }),
});
