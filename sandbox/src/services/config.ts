import { awsError } from '../protocols/errors.ts';
import type { StoredRecorder } from '../world/world.ts';
import type { Call, Operations } from './service.ts';

function recorders(call: Call, names: string[] | undefined): StoredRecorder[] {
  const table = call.world.region(call.region).recorders;
  if (!names || names.length === 0) return table.all();
  return names.map((name) => {
    const found = table.get(name);
    if (!found) {
      throw awsError(
        'NoSuchConfigurationRecorderException',
        400,
        `Cannot find configuration recorder with the specified name '${name}'.`,
      );
    }
    return found;
  });
}

const wholeSeconds = () => Math.floor(Date.now() / 1000) * 1000;

export const configOperations: Operations<typeof import('@aws-sdk/client-config-service')> = {
  DescribeConfigurationRecorders: (input, call) => ({
    ConfigurationRecorders: recorders(call, input.ConfigurationRecorderNames),
  }),

  DescribeConfigurationRecorderStatus: (input, call) => ({
    ConfigurationRecordersStatus: recorders(call, input.ConfigurationRecorderNames).map(({ status }) =>
      status.recording
        ? { ...status, lastStatusChangeTime: new Date(Math.floor(Date.now() / 1000) * 1000 - 240_000) }
        : status,
    ),
  }),

  StartConfigurationRecorder: (input, call) => {
    const [recorder] = recorders(call, [input.ConfigurationRecorderName ?? '']);
    if (call.world.region(call.region).deliveryChannels.size() === 0) {
      throw awsError(
        'NoAvailableDeliveryChannelException',
        400,
        'Delivery channel is not available to start configuration recorder.',
      );
    }
    if (recorder)
      recorder.status = { ...recorder.status, recording: true, lastStartTime: new Date(wholeSeconds()) };
    return {};
  },

  StopConfigurationRecorder: (input, call) => {
    const [recorder] = recorders(call, [input.ConfigurationRecorderName ?? '']);
    if (recorder)
      recorder.status = { ...recorder.status, recording: false, lastStopTime: new Date(wholeSeconds()) };
    return {};
  },

  PutConfigurationRecorder: (input, call) => {
    const wanted = input.ConfigurationRecorder;
    const name = wanted?.name ?? 'default';
    const table = call.world.region(call.region).recorders;
    const known = table.get(name);
    if (!known && table.size() > 0) {
      throw awsError(
        'MaxNumberOfConfigurationRecordersExceededException',
        400,
        `Failed to put configuration recorder '${name}' because the maximum number of configuration recorders: 1 is reached.`,
      );
    }
    if (!/^arn:aws:iam::\d{12}:role\//.test(wanted?.roleARN ?? ''))
      throw awsError('InvalidRoleException', 400, 'Configuration recorder role ARN is invalid.');
    const group = wanted?.recordingGroup;
    const isContrary =
      group?.allSupported === true &&
      ((group.resourceTypes ?? []).length > 0 ||
        (group.exclusionByResourceTypes?.resourceTypes ?? []).length > 0);
    if (isContrary) {
      throw awsError(
        'InvalidRecordingGroupException',
        400,
        'The recording group provided is not valid: allSupported is true, and resource types are listed.',
      );
    }
    table.put({
      ...known,
      ...wanted,
      name,
      arn:
        known?.arn ??
        `arn:aws:config:${call.region}:${call.world.accountId}:configuration-recorder/${name}/aaaaaaaa`,
      recordingMode: wanted?.recordingMode ??
        known?.recordingMode ?? { recordingFrequency: 'CONTINUOUS', recordingModeOverrides: [] },
      recordingScope: 'PAID',
      status: known?.status ?? { name, recording: false },
    });
    return {};
  },

  DescribeDeliveryChannels: (input, call) => {
    const table = call.world.region(call.region).deliveryChannels;
    const names = input.DeliveryChannelNames ?? [];
    return {
      DeliveryChannels: table.all().filter((one) => names.length === 0 || names.includes(one.name ?? '')),
    };
  },
};
