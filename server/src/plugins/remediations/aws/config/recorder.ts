import type { ConfigurationRecorder } from '@aws-sdk/client-config-service';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';

/** The recorder that the account runs itself; those of services of AWS cannot be changed. */
export async function ownRecorder(session: AwsActingSession): Promise<ConfigurationRecorder | undefined> {
  const answer = await session.ask('config-service', 'DescribeConfigurationRecorders', {});
  const recorders = answer.state === 'value' ? (answer.value.ConfigurationRecorders ?? []) : [];
  return recorders.find(({ servicePrincipal }) => !servicePrincipal);
}

/** A region has one recorder, which two kinds of resources show. */
export const recorderOfRegion = (): string => 'recorder of AWS Config';

export function recordsEverything({ recordingGroup: group }: ConfigurationRecorder): boolean {
  if ((group?.exclusionByResourceTypes?.resourceTypes ?? []).length > 0) return false;
  return group?.allSupported === true || group?.recordingStrategy?.useOnly === 'ALL_SUPPORTED_RESOURCE_TYPES';
}

export async function isRecording(session: AwsActingSession, name: string): Promise<boolean> {
  const answer = await session.ask('config-service', 'DescribeConfigurationRecorderStatus', {});
  const found = answer.state === 'value' ? (answer.value.ConfigurationRecordersStatus ?? []) : [];
  return found.some((one) => one.name === name && one.recording === true);
}

export async function setRecording(session: AwsActingSession, name: string, isOn: boolean): Promise<void> {
  const input = { ConfigurationRecorderName: name };
  if (isOn) await session.send('config-service', 'StartConfigurationRecorder', input);
  else await session.send('config-service', 'StopConfigurationRecorder', input);
}

export const recordingCalls = [
  'config-service:StartConfigurationRecorder',
  'config-service:StopConfigurationRecorder',
];
export const recordingWrites = ['config:StartConfigurationRecorder', 'config:StopConfigurationRecorder'];
export const callOf = (isOn: boolean) => `config-service:${isOn ? 'Start' : 'Stop'}ConfigurationRecorder`;
