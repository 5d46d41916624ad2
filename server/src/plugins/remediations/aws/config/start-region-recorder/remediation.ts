import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand } from '../../target.ts';
import {
  callOf,
  isRecording,
  ownRecorder,
  recorderOfRegion,
  recordingCalls,
  recordingWrites,
  recordsEverything,
  setRecording,
} from '../recorder.ts';

type Recorder = { Name: string; RecordsEverything: boolean; Recording: boolean };
type State = { Recorder: Recorder | null };

export const remediation = defineRemediation<typeof ec2RegionSettingsType, AwsActingSession, State>({
  id: 'aws-config-start-region-recorder',
  title: 'Record the changes of a region with AWS Config',
  description:
    'Starts the recorder of the region when it is stopped. Where there is none, or where it leaves out types of ' +
    'resources, it says what has to be done first: a bucket and a role are for people to choose.',
  resource: ec2RegionSettingsType,
  risk: 'low',
  impact: 'Each recorded change is charged, and the first hours after the start have many.',
  effortMinutes: 10,
  controls: ['aws-config-recorder-in-every-region'],
  driftAttributes: [],
  irreversible: null,
  permissions: {
    read: ['config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'],
    write: recordingWrites,
  },
  calls: { writes: recordingCalls },

  async read(session) {
    const recorder = await ownRecorder(session);
    if (recorder?.name === undefined) return { Recorder: null };
    return {
      Recorder: {
        Name: recorder.name,
        RecordsEverything: recordsEverything(recorder),
        Recording: await isRecording(session, recorder.name),
      },
    };
  },

  plan({ Recorder: recorder }, { target }) {
    if (recorder === null)
      return {
        cannot: `${target.region} has no recorder: make one with a role and a bucket of your choice, then start it.`,
      };
    if (!recorder.RecordsEverything)
      return {
        cannot: `The recorder ${recorder.Name} leaves out types of resources: let it record all first.`,
      };
    if (recorder.Recording)
      return { nothing: 'The recorder of the region is running and records everything.' };
    return {
      after: { Recorder: { ...recorder, Recording: true } },
      summary: `Start the recorder ${recorder.Name} of ${target.region} (${target.name})`,
    };
  },

  async write(session, _target, _from, { Recorder: recorder }) {
    if (recorder !== null) await setRecording(session, recorder.Name, recorder.Recording);
  },

  parent: recorderOfRegion,

  callsBetween: (_from, { Recorder: recorder }) => [callOf(recorder?.Recording === true)],

  byHand: (target, _before, { Recorder: recorder }) => ({
    cli: [
      awsCommand(
        `configservice ${recorder?.Recording ? 'start' : 'stop'}-configuration-recorder`,
        target,
        ...['--configuration-recorder-name', recorder?.Name ?? 'default'],
      ),
    ],
    terraform: `resource "aws_config_configuration_recorder_status" "this" {\n  name       = ${JSON.stringify(recorder?.Name ?? 'default')}\n  is_enabled = ${recorder?.Recording === true}\n}`,
    console: `AWS Config in ${target.region} → Settings: ${recorder?.Recording ? 'start' : 'stop'} recording.`,
  }),
});
