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

  DescribeDeliveryChannels: (input, call) => {
    const table = call.world.region(call.region).deliveryChannels;
    const names = input.DeliveryChannelNames ?? [];
    return {
      DeliveryChannels: table.all().filter((one) => names.length === 0 || names.includes(one.name ?? '')),
    };
  },
};
