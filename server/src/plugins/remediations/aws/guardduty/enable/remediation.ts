import { jsonEqual } from '../../../../../core/json.ts';
import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { ec2RegionSettingsType } from '../../../../providers/aws/resources/ec2_region_settings/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand, terraformBlock } from '../../target.ts';

/** Null where the region has no detector. */
type State = { Detector: { Enable: boolean } | null };

async function detectorId(session: AwsActingSession): Promise<string | undefined> {
  const answer = await session.ask('guardduty', 'ListDetectors', {});
  return answer.state === 'value' ? answer.value.DetectorIds?.[0] : undefined;
}

async function read(session: AwsActingSession): Promise<State> {
  const DetectorId = await detectorId(session);
  if (DetectorId === undefined) return { Detector: null };
  const answer = await session.ask('guardduty', 'GetDetector', { DetectorId });
  return { Detector: { Enable: answer.state === 'value' && answer.value.Status === 'ENABLED' } };
}

export const remediation = defineRemediation<typeof ec2RegionSettingsType, AwsActingSession, State>({
  id: 'aws-guardduty-enable',
  title: 'Watch a region with GuardDuty',
  description:
    'Makes a detector in the region, or switches on the one that is suspended. ' +
    'Plans of protection that it has stay as they are, and a new one has those that AWS switches on by itself.',
  resource: ec2RegionSettingsType,
  risk: 'low',
  impact:
    'GuardDuty is charged by the events and the traffic that it reads, after a trial of thirty days. ' +
    'Nothing in the account is slowed or refused. Going back from a new detector deletes its findings.',
  effortMinutes: 5,
  controls: ['aws-guardduty-enabled-in-every-region'],
  driftAttributes: [],
  irreversible: null,
  permissions: {
    read: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
    write: [
      'guardduty:CreateDetector',
      'guardduty:UpdateDetector',
      'guardduty:DeleteDetector',
      'iam:CreateServiceLinkedRole',
    ],
  },
  calls: {
    writes: ['guardduty:CreateDetector', 'guardduty:UpdateDetector', 'guardduty:DeleteDetector'],
  },

  read,

  plan({ Detector }, { target }) {
    if (Detector?.Enable === true) return { nothing: `GuardDuty watches ${target.region}.` };
    const what = Detector === null ? 'Make a detector' : 'Switch on the detector';
    return {
      after: { Detector: { Enable: true } },
      summary: `${what} of GuardDuty in ${target.region} (${target.name})`,
    };
  },

  async write(session, _target, _from, { Detector }) {
    if (jsonEqual(await read(session), { Detector })) return;
    const DetectorId = await detectorId(session);
    if (Detector === null) {
      if (DetectorId !== undefined) await session.send('guardduty', 'DeleteDetector', { DetectorId });
    } else if (DetectorId === undefined) {
      await session.send('guardduty', 'CreateDetector', { Enable: Detector.Enable });
    } else {
      await session.send('guardduty', 'UpdateDetector', { DetectorId, Enable: Detector.Enable });
    }
  },

  callsBetween({ Detector: from }, { Detector: to }) {
    if (to === null) return ['guardduty:DeleteDetector'];
    return [from === null ? 'guardduty:CreateDetector' : 'guardduty:UpdateDetector'];
  },

  byHand(target, { Detector: from }, { Detector: to }) {
    const id = ['--detector-id', 'DETECTOR_ID'];
    const command =
      to === null
        ? awsCommand('guardduty delete-detector', target, ...id)
        : from === null
          ? awsCommand('guardduty create-detector', target, '--enable')
          : awsCommand('guardduty update-detector', target, ...id, to.Enable ? '--enable' : '--no-enable');
    return {
      cli: [command],
      terraform: terraformBlock('aws_guardduty_detector', { enable: to?.Enable === true }),
      console: `GuardDuty in ${target.region}: ${to === null ? 'Settings → Disable GuardDuty' : to.Enable ? 'enable GuardDuty' : 'Settings → Suspend GuardDuty'}.`,
    };
  },
});
