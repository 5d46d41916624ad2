import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { kmsKeyType } from '../../../../providers/aws/resources/kms_key/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { awsCommand, lastPart, titled } from '../../target.ts';

/** The period is null where rotation is off. */
type State = { EnableKeyRotation: boolean; RotationPeriodInDays: number | null };

const usualDays = 365;
/** The control lets a leap year pass. */
const mostDays = 366;

export const remediation = defineRemediation<typeof kmsKeyType, AwsActingSession, State>({
  id: 'aws-kms-rotation',
  title: 'Rotate a KMS key every year',
  description:
    'Switches on automatic rotation, every 365 days. KMS keeps the earlier material, so that what was encrypted stays ' +
    'readable; id, ARN, aliases and policy of the key stay the same.',
  resource: kmsKeyType,
  risk: 'low',
  impact:
    'Nothing has to be encrypted again and no program notices. The first two rotations of a key are charged each month.',
  effortMinutes: 5,
  controls: ['aws-kms-key-rotated'],
  driftAttributes: ['EnableKeyRotation', 'RotationPeriodInDays'],
  irreversible: null,
  permissions: {
    read: ['kms:GetKeyRotationStatus'],
    write: ['kms:EnableKeyRotation', 'kms:DisableKeyRotation'],
  },
  calls: { writes: ['kms:EnableKeyRotation', 'kms:DisableKeyRotation'] },

  async read(session, { externalId }) {
    const answer = await session.ask(
      'kms',
      'GetKeyRotationStatus',
      { KeyId: externalId },
      { absent: ['UnsupportedOperation'], gone: ['NotFound'] },
    );
    if (answer.state === 'gone') return null;
    const status = answer.state === 'value' ? answer.value : undefined;
    const isOn = status?.KeyRotationEnabled === true;
    return {
      EnableKeyRotation: isOn,
      RotationPeriodInDays: isOn ? (status?.RotationPeriodInDays ?? usualDays) : null,
    };
  },

  plan({ EnableKeyRotation, RotationPeriodInDays }, { target, configuration }) {
    if (EnableKeyRotation && (RotationPeriodInDays ?? usualDays) <= mostDays)
      return { nothing: `The key is rotated every ${RotationPeriodInDays} days.` };
    const { KeyManager, KeySpec, KeyState, Origin } = configuration;
    if (KeyManager === 'AWS') return { cannot: 'AWS manages and rotates this key.' };
    if (typeof KeySpec === 'string' && KeySpec !== 'SYMMETRIC_DEFAULT')
      return { cannot: `Keys of the form ${KeySpec} cannot be rotated automatically.` };
    if (typeof Origin === 'string' && Origin !== 'AWS_KMS')
      return { cannot: `Key material of the origin ${Origin} cannot be rotated automatically.` };
    if (typeof KeyState === 'string' && KeyState !== 'Enabled')
      return { cannot: `The key is ${KeyState}: KMS changes rotation of keys in use only.` };
    return {
      after: { EnableKeyRotation: true, RotationPeriodInDays: usualDays },
      summary: `Rotate ${titled(target)} every ${usualDays} days`,
    };
  },

  async write(session, { externalId }, _from, { EnableKeyRotation, RotationPeriodInDays }) {
    const KeyId = externalId;
    if (!EnableKeyRotation) await session.send('kms', 'DisableKeyRotation', { KeyId });
    else
      await session.send('kms', 'EnableKeyRotation', {
        KeyId,
        RotationPeriodInDays: RotationPeriodInDays ?? usualDays,
      });
  },

  callsBetween: (_from, { EnableKeyRotation }) => [
    EnableKeyRotation ? 'kms:EnableKeyRotation' : 'kms:DisableKeyRotation',
  ],

  byHand(target, _before, { EnableKeyRotation, RotationPeriodInDays }) {
    const key = ['--key-id', lastPart(target)];
    return {
      cli: [
        EnableKeyRotation
          ? awsCommand(
              'kms enable-key-rotation',
              target,
              ...[...key, '--rotation-period-in-days', String(RotationPeriodInDays)],
            )
          : awsCommand('kms disable-key-rotation', target, ...key),
      ],
      terraform: `# In the aws_kms_key ${lastPart(target)}:\nenable_key_rotation = ${EnableKeyRotation}`,
      console: `KMS → Customer managed keys → ${lastPart(target)} → Key rotation → Edit: ${EnableKeyRotation ? `on, every ${RotationPeriodInDays} days` : 'off'}.`,
    };
  },
});
